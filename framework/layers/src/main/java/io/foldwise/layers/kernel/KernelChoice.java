package io.foldwise.layers.kernel;

import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Which of a layer's two kernels runs: {@link #CPU} for single precision on the CPU backend, {@link #PORTABLE} for
 * everything else. The system property {@value #PROPERTY} ({@code auto}, {@code cpu} or {@code portable}) overrides this
 * for layers that have not computed anything yet.
 */
public enum KernelChoice {
    CPU,
    PORTABLE;

    public static final String PROPERTY = "foldwise.kernels";

    /** The choice for a network of the given data type on the backend in use. */
    public static KernelChoice forType(DataType type) {
        String asked = System.getProperty(PROPERTY, "auto").toLowerCase(Locale.ROOT);
        boolean possible = type == DataType.FLOAT && Nd4j.getExecutioner().type() == ExecutionerType.NATIVE_CPU;
        return switch (asked) {
            case "auto" -> possible ? CPU : PORTABLE;
            case "portable" -> PORTABLE;
            case "cpu" -> {
                if (!possible) {
                    throw new IllegalStateException("-D" + PROPERTY + "=cpu needs a network of type FLOAT on the CPU"
                            + " backend; this one is " + type + " on "
                            + Nd4j.getExecutioner().type());
                }
                yield CPU;
            }
            default ->
                throw new IllegalArgumentException("-D" + PROPERTY + "=" + asked + ": expected auto, cpu or portable");
        };
    }
}
