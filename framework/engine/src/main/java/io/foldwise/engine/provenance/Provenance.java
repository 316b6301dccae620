package io.foldwise.engine.provenance;

import io.foldwise.engine.blas.ProductLibrary;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a run comes from, its {@code provenance.json}.
 *
 * @param started when the run was created
 * @param version of Foldwise
 * @param program checksum of all code on the class path and the plugin path
 * @param commit of the working tree the program was started in; empty outside a git repository
 * @param uncommitted changes of that tree against the commit
 * @param backend {@code cpu}, {@code cuda} or {@code cuda-ptx}
 * @param coreType whose kernels OpenBLAS multiplies matrices with; empty where it has no part in the numbers, or is of an
 *     unknown type
 * @param products which library multiplies matrices in layers; empty where it has no part in the numbers
 * @param seed of the experiment
 * @param threads of each worker
 * @param data checksum of every file that is read, by its name in {@code data.json}; by its path in runs of earlier releases
 * @param weights checksum of every file of weights that training starts from, and of predictions that label its samples, by
 *     a name that stays the same wherever it lies; by its path in runs of earlier releases
 * @param parent the folder of the run whose record the experiment was read from; empty for an experiment that somebody wrote
 */
public record Provenance(
        String started,
        String version,
        String program,
        String commit,
        UncommittedDiff uncommitted,
        String backend,
        String coreType,
        String products,
        String java,
        String system,
        String host,
        int cores,
        long seed,
        int threads,
        Map<String, String> data,
        Map<String, String> weights,
        String parent) {

    /** Names of kernels and libraries; messages put them into commands. */
    private static final Pattern NAME = Pattern.compile("\\w*");

    /** What an earlier release may not have written is empty; without the rest this is no record. */
    public Provenance {
        Objects.requireNonNull(started);
        Objects.requireNonNull(version);
        Objects.requireNonNull(backend);
        Objects.requireNonNull(data);
        program = Optional.ofNullable(program).orElse("");
        commit = Optional.ofNullable(commit).orElse("");
        java = Optional.ofNullable(java).orElse("");
        system = Optional.ofNullable(system).orElse("");
        host = Optional.ofNullable(host).orElse("");
        uncommitted = Optional.ofNullable(uncommitted).orElse(UncommittedDiff.NONE);
        coreType = Optional.ofNullable(coreType).orElse("");
        products = Optional.ofNullable(products).orElse(backend.equals("cpu") ? ProductLibrary.OPENBLAS : "");
        if (!NAME.matcher(coreType).matches() || !NAME.matcher(products).matches()) {
            throw new IllegalArgumentException("no name of kernels or of a library");
        }
        weights = Optional.ofNullable(weights).orElse(Map.of());
        parent = Optional.ofNullable(parent).orElse("");
    }

    public static Provenance of(
            String commit,
            UncommittedDiff uncommitted,
            long seed,
            int threads,
            Map<String, String> data,
            Map<String, String> weights,
            Optional<Path> parent) {
        return new Provenance(
                OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                Optional.ofNullable(Provenance.class.getPackage().getImplementationVersion())
                        .orElse("unknown"),
                ProgramChecksum.here(),
                commit,
                uncommitted,
                RuntimeEnvironment.backend(),
                RuntimeEnvironment.coreType(),
                RuntimeEnvironment.products(),
                System.getProperty("java.runtime.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                hostName(),
                Runtime.getRuntime().availableProcessors(),
                seed,
                threads,
                data,
                weights,
                parent.map(Path::toString).orElse(""));
    }

    /** Whether an earlier release wrote it, which knew files by their paths and had these decide as well. */
    public boolean knowsPaths() {
        return Stream.concat(data.keySet().stream(), weights.keySet().stream())
                .anyMatch(name -> Path.of(name).isAbsolute());
    }

    /** Whether it names data files by their paths. */
    public boolean knowsPathsOfData() {
        return data.keySet().stream().anyMatch(name -> Path.of(name).isAbsolute());
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
