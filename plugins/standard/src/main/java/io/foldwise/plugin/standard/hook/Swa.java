package io.foldwise.plugin.standard.hook;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.training.Hook;
import io.foldwise.spi.training.Training;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Stochastic weight averaging (Izmailov and others 2018, "Averaging weights leads to wider optima and better
 * generalization"): the plain mean of the weights after each epoch from one on. The mean is validated and kept; training goes
 * on with the weights themselves, as a rule with a learning rate that stays high.
 *
 * <p>The mean of running statistics fits no network that was averaged, so those of batch normalization are measured again:
 * training batches pass through the network with the mean weights. A network without batch normalization has nothing to
 * measure.
 */
@Description("Validates and keeps the mean of the weights after each epoch from one on")
public final class Swa implements Hook {

    private final Params params;
    private Training training;
    private INDArray mean;
    private int epochs;

    /** From when on, and how well statistics are measured. */
    public record Params(
            @Description(
                    value = "The first epoch that counts, from 1; late, where the loss is nearly as low as it gets",
                    unit = "epochs")
            @Positive
            int from,

            @Description(
                    value = "Training batches that batch normalization is measured again with, after each epoch",
                    unit = "batches")
            @Default("50")
            @Positive
            int batches) {}

    @Inject
    public Swa(Params params) {
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
        mean = begun.weights().dup();
    }

    @Override
    public Optional<INDArray> weights() {
        epochs++;
        int averaged = epochs - params.from() + 1;
        if (averaged < 1) {
            return Optional.empty();
        }
        if (averaged == 1) {
            mean.assign(training.weights());
            return Optional.of(mean);
        }
        Blend.towards(mean, training.weights(), 1.0 / averaged);
        training.measureStatistics(mean, params.batches());
        return Optional.of(mean);
    }
}
