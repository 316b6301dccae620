package io.foldwise.engine.provenance;

import io.foldwise.engine.blas.OpenBlas;
import io.foldwise.engine.blas.ProductLibrary;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.nd4j.linalg.factory.Nd4j;

/** What a unit ran on: part of its provenance, since other threads, kernels or another backend round sums differently. */
public final class RuntimeEnvironment {

    /** Where layers that convolve images say what computes them. */
    private static final String CONVOLUTIONS = "foldwise.convolutions";

    private RuntimeEnvironment() {}

    public static Map<String, String> describe() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("backend", Nd4j.getBackend().getClass().getSimpleName());
        Properties engine = Nd4j.getExecutioner().getEnvironmentInformation();
        environment.put("blas", String.valueOf(engine.get("blas.vendor")));
        environment.put("coreType", coreType());
        environment.put("products", products());
        Optional.ofNullable(System.getProperty(CONVOLUTIONS))
                .ifPresent(library -> environment.put("convolutions", library));
        environment.put("program", ProgramChecksum.here());
        environment.put("nd4j", LibraryVersion.of("org.nd4j", "nd4j-api"));
        environment.put("threads", String.valueOf(System.getenv().getOrDefault("OMP_NUM_THREADS", "all")));
        environment.put("java", System.getProperty("java.runtime.version"));
        environment.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        return environment;
    }

    /** As the launcher was asked for it. */
    static String backend() {
        return System.getProperty("foldwise.backend", "cpu");
    }

    /** Which library multiplies matrices in layers; empty where it has no part in the numbers. */
    public static String products() {
        return backend().equals("cpu") ? ProductLibrary.ofThisProcess() : "";
    }

    /** Whose kernels OpenBLAS computes with; empty where it has no part in the numbers, or is of an unknown type. */
    public static String coreType() {
        return backend().equals("cpu") ? OpenBlas.coreType().orElse("") : "";
    }
}
