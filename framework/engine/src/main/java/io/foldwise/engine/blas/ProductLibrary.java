package io.foldwise.engine.blas;

/**
 * Which library multiplies matrices in Foldwise's own layers on the CPU: OpenBLAS, or oneDNN, which compiles its kernels for the
 * processor while it runs. ND4J's operations go through OpenBLAS in any case.
 */
public final class ProductLibrary {

    /** The variable that chooses it; layers read it. */
    public static final String VARIABLE = "FOLDWISE_PRODUCTS";

    public static final String OPENBLAS = "openblas";
    public static final String ONEDNN = "onednn";

    private ProductLibrary() {}

    /**
     * The faster one, as far as has been measured: oneDNN on Intel's processors with AVX-512, by a sixth. On others it was
     * not compared.
     */
    public static String suiting(Processor processor) {
        return processor.intel() && processor.instructions() == InstructionSet.AVX512 ? ONEDNN : OPENBLAS;
    }

    /** That of this process. */
    public static String ofThisProcess() {
        String asked = System.getenv().getOrDefault(VARIABLE, "");
        return asked.isEmpty() ? OPENBLAS : asked;
    }
}
