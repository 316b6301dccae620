package io.foldwise.plugin.standard.hook;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.training.Hook;
import io.foldwise.spi.training.Step;
import io.foldwise.spi.training.Training;
import io.foldwise.toolkit.random.NormalNumbers;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A mean teacher (Tarvainen and Valpola 2017, "Mean teachers are better role models"). The teacher has an exponential moving
 * average of the weights; every step also trains towards what it predicts for the batch:
 * {@code gradient of (loss(targets) + weight ramp(epoch) loss(teacher's predictions))}. The teacher is validated and kept.
 *
 * <p>Teacher and student see the batch with noise of their own, and the student with its dropout. The teacher's predictions
 * are targets of the experiment's own loss; the paper takes the mean squared difference, and finds a cross-entropy to do as
 * well. The ramp is the paper's, {@code exp(-5 (1 - epoch / ramp-up)^2)}, since a teacher knows nothing at first; the
 * average follows at once in the first steps, {@code min(decay, 1 - 1 / (step + 1))}. Learns from labelled batches only.
 */
@Description("Also trains towards the predictions of an average of the weights, and keeps that average")
public final class MeanTeacher implements Hook {

    private final Params params;
    private Training training;
    private INDArray teacher;

    /** How the teacher follows, and how much it says. */
    public record Params(
            @Description("Share of the teacher that stays in every step")
            @Default("0.99")
            @Positive
            @DecimalMax(value = "1", inclusive = false)
            double decay,

            @Description("Weight of the loss towards the teacher's predictions, once ramped up") @Default("1") @Positive
            double weight,

            @Description(value = "How long that weight grows", unit = "epochs") @Default("5") @PositiveOrZero
            int rampUp,

            @Description("Standard deviation of the normal noise that is added to features; 0 for tokens")
            @Default("0")
            @PositiveOrZero
            double noise) {}

    /** @throws IncompatibleException if noise is to be added to token ids */
    @Inject
    public MeanTeacher(Params params, InputShape input) {
        if (params.noise() > 0) {
            Numbers.mustBe(input, "with noise, changes");
        }
        this.params = params;
    }

    @Override
    public void begin(Training begun) {
        training = begun;
        teacher = begun.weights().dup();
    }

    @Override
    public void gradient(Step step) {
        Seed noise = step.seed().branch("mean-teacher", 0);
        MultiDataSet seen = noisy(step.batch(), noise.branch("teacher", 0));
        INDArray[] said = step.predictions(teacher, seen).toArray(INDArray[]::new);
        MultiDataSet asked = noisy(step.batch(), noise.branch("student", 0));
        step.addGradient(
                new org.nd4j.linalg.dataset.MultiDataSet(
                        asked.getFeatures(), said, asked.getFeaturesMaskArrays(), asked.getLabelsMaskArrays()),
                params.weight() * ramp(step.epoch()));
    }

    private double ramp(int epoch) {
        double missing = params.rampUp() == 0 ? 0 : Math.max(0, 1 - epoch / (double) params.rampUp());
        return Math.exp(-5 * missing * missing);
    }

    private MultiDataSet noisy(MultiDataSet batch, Seed seed) {
        if (params.noise() == 0) {
            return batch;
        }
        SplittableRandom random = seed.random();
        return new org.nd4j.linalg.dataset.MultiDataSet(
                Arrays.stream(batch.getFeatures())
                        .map(values -> values.add(noise(values, random)))
                        .toArray(INDArray[]::new),
                batch.getLabels(),
                batch.getFeaturesMaskArrays(),
                batch.getLabelsMaskArrays());
    }

    private INDArray noise(INDArray like, SplittableRandom random) {
        float[] values = new float[Math.toIntExact(like.length())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (params.noise() * NormalNumbers.next(random));
        }
        return Nd4j.createFromArray(values).reshape('c', like.shape());
    }

    @Override
    public void step(Step step) {
        double stays = Math.min(params.decay(), 1 - 1.0 / (step.number() + 1));
        Blend.towards(teacher, training.weights(), 1 - stays);
    }

    @Override
    public Optional<INDArray> weights() {
        return Optional.of(teacher);
    }
}
