package io.foldwise.engine.blas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Tries kernels in a process of their own: OpenBLAS reads what it is asked for when it is loaded, and kernels for another
 * processor end the process.
 *
 * @param entry the main class and its arguments, which end in {@link #report}
 * @param mostWork processor time after which kernels are given up, which may never end where they do not suit a processor
 * @param longest after which a trial is given up that could hardly compute; a machine that is busy with other things says
 *     nothing of kernels, so this is much longer
 */
public record TrialProcess(List<String> entry, Duration mostWork, Duration longest)
        implements Function<Optional<String>, KernelTrial> {

    private static final int LOOK_MILLIS = 50;
    private static final String CORE_TYPE = "core type ";
    private static final String FLAW = "flaw ";
    private static final String RIGHT = "right";

    public TrialProcess {
        entry = List.copyOf(entry);
    }

    /** Kernels that are right need a second or two. */
    public TrialProcess(List<String> entry) {
        this(entry, Duration.ofSeconds(60), Duration.ofMinutes(10));
    }

    /** What such a process is to print: one line before the kernels are tried, another after. */
    public static void report(Consumer<String> lines) {
        lines.accept(CORE_TYPE + OpenBlas.coreType().orElse(""));
        lines.accept(ProductCheck.flaw().map(flaw -> FLAW + flaw).orElse(RIGHT));
    }

    @Override
    public KernelTrial apply(Optional<String> asked) {
        try {
            Path output = Files.createTempFile("foldwise-kernels", ".txt");
            try {
                return judge(asked, run(asked, output), Files.readAllLines(output));
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            return new KernelTrial(Optional.empty(), Optional.of("no process could be started: " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new KernelTrial(Optional.empty(), Optional.of("the trial was interrupted"));
        }
    }

    /** @return how it ended, in words if not well */
    private Optional<String> run(Optional<String> asked, Path output) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:+SuppressFatalErrorMessage"));
        command.addAll(entry);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        environment.put("CLASSPATH", System.getProperty("java.class.path"));
        environment.put("OPENBLAS_NUM_THREADS", "1");
        environment.put("OMP_NUM_THREADS", "1");
        environment.remove(OpenBlas.VARIABLE);
        asked.ifPresent(type -> environment.put(OpenBlas.VARIABLE, type));
        Process process = builder.start();
        try {
            long start = System.nanoTime();
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                Duration work = process.info().totalCpuDuration().orElse(Duration.ZERO);
                boolean tooLong = System.nanoTime() - start > longest.toNanos();
                if (tooLong || work.compareTo(mostWork) > 0) {
                    return Optional.of("a product was not done after " + seconds(work) + " s of processor time"
                            + (tooLong ? ", all that there was of it in " + seconds(longest) + " s" : ""));
                }
            }
        } finally {
            process.destroyForcibly();
        }
        return process.exitValue() == 0
                ? Optional.empty()
                : Optional.of("the process that tried them ended with exit status " + process.exitValue());
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.0f", time.toMillis() / 1000.0);
    }

    private static KernelTrial judge(Optional<String> asked, Optional<String> end, List<String> lines) {
        Optional<String> coreType = value(lines, CORE_TYPE).filter(Predicate.not(String::isEmpty));
        Optional<String> other = asked.filter(
                        type -> coreType.filter(type::equalsIgnoreCase).isEmpty())
                .filter(type -> coreType.isPresent())
                .map(type -> "OpenBLAS takes those for " + coreType.get() + " instead");
        Optional<String> flaw = end.or(() -> other).or(() -> value(lines, FLAW));
        return new KernelTrial(
                coreType,
                flaw.isEmpty() && !lines.contains(RIGHT) ? Optional.of("the trial did not say how it went") : flaw);
    }

    private static Optional<String> value(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()))
                .findFirst();
    }
}
