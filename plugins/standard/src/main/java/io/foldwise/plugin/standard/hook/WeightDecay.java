package io.foldwise.plugin.standard.hook;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.training.Hook;
import io.foldwise.spi.training.Parameter;
import io.foldwise.spi.training.Parameter.Role;
import io.foldwise.spi.training.Step;
import io.foldwise.spi.training.Training;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Decoupled weight decay (Loshchilov and Hutter 2019, "Decoupled weight decay regularization"; with Adam it is AdamW): in every
 * step {@code w = w - lr decay w}, beside what the optimizer does, whose moments never see it. Biases, and gains and shifts of
 * normalization, are left alone. {@code trainer.l2} adds a penalty to the gradient instead, which Adam scales away where
 * gradients are large.
 */
@Description("Shrinks weights a little in every step, past the optimizer (AdamW); biases and norms are left alone")
public final class WeightDecay implements Hook {

    private final Params params;
    private List<INDArray> decayed = List.of();

    /** How fast, and what not. */
    public record Params(
            @Description("Share of a weight that goes in every step, times the learning rate")
            @Default("0.01")
            @Positive
            double decay,

            @Description(
                    "Layers, or arrays such as \"embedding*.table\", that are left alone; * stands for any letters")
            @Default("[]")
            List<@NotBlank String> except) {}

    @Inject
    public WeightDecay(Params params) {
        this.params = params;
    }

    @Override
    public List<String> layers() {
        return params.except();
    }

    /** @throws io.foldwise.spi.IncompatibleException if a pattern fits no layer */
    @Override
    public void begin(Training training) {
        List<Parameter> spared = training.parameters(params.except());
        decayed = training.parameters().stream()
                .filter(parameter -> parameter.role() == Role.WEIGHT && !spared.contains(parameter))
                .map(Parameter::values)
                .toList();
    }

    @Override
    public void scale(Step step) {
        decayed.forEach(values -> values.muli(1 - step.learningRate() * params.decay()));
    }
}
