package io.foldwise.plugin.standard.hook;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.training.Hook;
import io.foldwise.spi.training.Step;
import io.foldwise.spi.training.Training;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Lookahead (Zhang, Lucas, Hinton and Ba 2019, "Lookahead optimizer: k steps forward, 1 step back"): every {@code k} steps of
 * any optimizer, slow weights move a part of the way to where it has come, {@code slow = slow + alpha (weights - slow)}, and it
 * goes on from there, with its own moments as they are. The slow weights are validated and kept, unless another hook gives an
 * average of its own.
 */
@Description("Every k steps goes back a part of the way that the optimizer has come; keeps the weights there")
public final class Lookahead implements Hook {

    private final Params params;
    private Training training;
    private INDArray slow;

    /** How far ahead, and how far back. */
    public record Params(
            @Description(value = "Steps that the optimizer looks ahead", unit = "steps") @Default("5") @Positive
            int k,

            @Description("Share of the way that the slow weights follow")
            @Default("0.5")
            @DecimalMin(value = "0", inclusive = false)
            @DecimalMax("1")
            double alpha) {}

    @Inject
    public Lookahead(Params params) {
        this.params = params;
    }

    @Override
    public Keeping keeping() {
        return Keeping.UNLESS_ANOTHER_DOES;
    }

    @Override
    public void begin(Training begun) {
        training = begun;
        slow = begun.weights().dup();
    }

    @Override
    public void move(Step step) {
        if ((step.number() + 1) % params.k() == 0) {
            Blend.towards(slow, training.weights(), params.alpha());
            training.weights().assign(slow);
        }
    }

    @Override
    public Optional<INDArray> weights() {
        return Optional.of(slow);
    }
}
