package io.foldwise.spi.training;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * A gradient that a {@link Hook} adds to that of a step.
 *
 * @param batch that it is computed for
 * @param factor that it is multiplied by
 * @param losses one for each head; empty for those of the stage
 * @param shifts what is added to the outputs of layers that {@link Training#watch} was told of, {@code [batch, ...]} by layer
 */
public record FurtherGradient(MultiDataSet batch, double factor, List<Loss> losses, Map<String, INDArray> shifts) {

    public FurtherGradient {
        losses = List.copyOf(losses);
        shifts = Map.copyOf(shifts);
    }

    /** Of the stage's losses, of a network as it is. */
    public static FurtherGradient of(MultiDataSet batch, double factor) {
        return new FurtherGradient(batch, factor, List.of(), Map.of());
    }

    /** The same of other losses. */
    public FurtherGradient with(List<Loss> others) {
        return new FurtherGradient(batch, factor, others, shifts);
    }

    /** The same with something added to the outputs of layers. */
    public FurtherGradient shifted(Map<String, INDArray> added) {
        return new FurtherGradient(batch, factor, losses, added);
    }
}
