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
 * An exponential moving average of the weights (Polyak and Juditsky 1992, "Acceleration of stochastic approximation by
 * averaging"): after every step {@code average = decay average + (1 - decay) weights}. The average is validated and kept;
 * training goes on with the weights themselves. Running statistics of batch normalization are averaged as well.
 *
 * <p>The average begins with the weights after the first step that counts. Without correction that one weighs as much as
 * {@code 1 / (1 - decay)} others. With it, weights of {@code k} steps ago weigh {@code decay^k}, those of the first step
 * included, as if the average had begun at zero and been divided by {@code 1 - decay^t} (Kingma and Ba 2015).
 */
@Description("Validates and keeps an exponential moving average of the weights")
public final class Ema implements Hook {

    private final Params params;
    private Training training;
    private INDArray average;
    private int averaged;

    /** How long the average remembers. */
    public record Params(
            @Description("Share of the average that stays in every step")
            @Default("0.999")
            @DecimalMin(value = "0", inclusive = false)
            @DecimalMax(value = "1", inclusive = false)
            double decay,

            @Description(
                    value = "The first epoch that counts, from 1; before it the weights themselves do",
                    unit = "epochs")
            @Default("1")
            @Positive
            int from,

            @Description("Whether the first step weighs no more than its age says") @Default("true")
            boolean biasCorrection) {}

    @Inject
    public Ema(Params params) {
        this.params = params;
    }

    @Override
    public Keeping keeping() {
        return Keeping.ALWAYS;
    }

    @Override
    public void check(int epochs, boolean unlabelled) {
        Epochs.mustReach(params.from(), epochs);
    }

    @Override
    public void begin(Training begun) {
        training = begun;
        average = begun.weights().dup();
    }

    @Override
    public void observe(Step step) {
        if (step.epoch() + 1 < params.from()) {
            return;
        }
        averaged++;
        if (averaged == 1) {
            average.assign(training.weights());
        } else {
            Blend.towards(average, training.weights(), share());
        }
    }

    private double share() {
        double share = 1 - params.decay();
        return params.biasCorrection() ? share / (1 - Math.pow(params.decay(), averaged)) : share;
    }

    @Override
    public Optional<INDArray> weights() {
        return averaged == 0 ? Optional.empty() : Optional.of(average);
    }
}
