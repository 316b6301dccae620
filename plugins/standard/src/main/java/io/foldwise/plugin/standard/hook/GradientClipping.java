package io.foldwise.plugin.standard.hook;

import io.foldwise.spi.Description;
import io.foldwise.spi.training.Hook;
import io.foldwise.spi.training.Parameter;
import io.foldwise.spi.training.Step;
import io.foldwise.spi.training.Training;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Clips gradients by their global norm (Pascanu, Mikolov and Bengio 2013, "On the difficulty of training recurrent neural
 * networks"): where the Euclidean norm of the whole network's gradient is above a threshold, all of it is scaled down to that,
 * and keeps its direction. {@code trainer.clip-norm} does the same to each layer by itself.
 */
@Description("Scales the whole network's gradient down to a norm; trainer.clip-norm does so layer by layer")
public final class GradientClipping implements Hook {

    private final double norm;
    private List<INDArray> gradients = List.of();

    /** The threshold. */
    public record Params(
            @Description("The largest Euclidean norm that the gradient of all weights may have") @Positive
            double norm) {}

    @Inject
    public GradientClipping(Params params) {
        this.norm = params.norm();
    }

    @Override
    public void begin(Training training) {
        gradients = training.parameters().stream()
                .filter(Parameter::learned)
                .map(Parameter::gradient)
                .toList();
    }

    @Override
    public void scale(Step step) {
        double squares = 0;
        for (INDArray gradient : gradients) {
            double part = gradient.norm2Number().doubleValue();
            squares += part * part;
        }
        double found = Math.sqrt(squares);
        if (found > norm) {
            gradients.forEach(gradient -> gradient.muli(norm / found));
        }
    }
}
