package io.foldwise.plugin.standard.hook;

import io.foldwise.spi.Assembler;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Seed;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.FurtherGradient;
import io.foldwise.spi.training.Hook;
import io.foldwise.spi.training.Loss;
import io.foldwise.spi.training.Step;
import io.foldwise.spi.training.Training;
import io.foldwise.toolkit.random.NormalNumbers;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A mean teacher (Tarvainen and Valpola 2017, "Mean teachers are better role models"). The teacher has an exponential moving
 * average of the weights; every step also trains towards what it predicts:
 * {@code gradient of (loss(targets) + weight(epoch) difference(student, teacher))}, the difference being a mean over the labelled
 * batch and over the batch of unlabelled samples that the experiment gives, {@code unlabelled}. The teacher is validated and kept.
 *
 * <p>The difference is the mean squared one of predictions, as in the paper, or the experiment's own loss with the teacher's
 * predictions as targets; the paper finds a cross-entropy to do as well. Teacher and student see samples with noise of their own; the
 * student also sees them changed by augmentations, which change the teacher's predictions alike, and with its dropout.
 *
 * <p>Once warmed up, the weight is {@code weight exp(-5 (1 - epoch / ramp-up)^2)}, epochs counted from 0, as in the paper, since a
 * teacher knows nothing at first. The average follows at once in the first steps, {@code min(decay, 1 - 1 / (step + 1))}.
 */
@Description("Also trains towards the predictions of an average of the weights, and keeps that average")
public final class MeanTeacher implements Hook {

    private final Params params;
    private final List<Augmentation> student;
    private final List<Double> headWeights;
    private final Task task;
    private Training training;
    private INDArray teacher;
    private List<Loss> differences = List.of();

    /** How the teacher follows, and how much it says. */
    public record Params(
            @Description("Share of the teacher that stays in every step")
            @Default("0.99")
            @Positive
            @DecimalMax(value = "1", inclusive = false)
            double decay,

            @Description("Other shares for the first epochs, in their order") @Default("[]")
            List<EarlyDecay> earlyDecay,

            @Description("Weight of the difference to the teacher's predictions, once ramped up")
            @Default("1")
            @Positive
            double weight,

            @Description(value = "How long that weight grows", unit = "epochs") @Default("5") @PositiveOrZero
            int rampUp,

            @Description(value = "How long the weight is warm-up-weight instead", unit = "epochs")
            @Default("0")
            @PositiveOrZero
            int warmUp,

            @Description("The weight before the ramp") @Default("0") @PositiveOrZero
            double warmUpWeight,

            @Description("What is made small: the mean squared difference of predictions, or the experiment's own loss")
            @Default("loss")
            Difference difference,

            @Description("How much the difference of some heads counts; that of the others counts 1") @Default("[]")
            List<HeadWeight> heads,

            @Description("Standard deviation of the normal noise that is added to features; 0 for tokens")
            @Default("0")
            @PositiveOrZero
            double noise,

            @Description("Random changes of what the student sees, in this order") @Default("[]")
            List<Spec<Augmentation>> student,

            @Description("Whether the difference counts on labelled samples, too, or on unlabelled ones alone")
            @Default("true")
            boolean labelled) {}

    /** What is made small. */
    public enum Difference {
        LOSS,
        SQUARES
    }

    /** A share of the first epochs. */
    public record EarlyDecay(
            @Description(value = "Up to which epoch, counted from 1", unit = "epochs") @Positive
            int until,

            @Description("Share of the teacher that stays in every step")
            @PositiveOrZero
            @DecimalMax(value = "1", inclusive = false)
            double decay) {}

    /** How much a head counts. */
    public record HeadWeight(
            @Description("The head") String head,

            @Description("What its difference is multiplied by") @PositiveOrZero
            double weight) {}

    /** @throws IncompatibleException if noise is to be added to token ids, or there is no such head */
    @Inject
    public MeanTeacher(Params params, InputShape input, Task task, Assembler assembler) {
        if (params.noise() > 0) {
            Numbers.mustBe(input, "with noise, changes");
        }
        this.params = params;
        this.task = task;
        this.student = params.student().stream().map(assembler::build).toList();
        this.headWeights = task.heads().stream().map(this::weightOf).toList();
        for (HeadWeight weight : params.heads()) {
            if (task.heads().stream().noneMatch(head -> head.name().equals(weight.head()))) {
                throw new IncompatibleException("weighs the head '" + weight.head() + "'; the heads are "
                        + String.join(
                                ", ", task.heads().stream().map(Head::name).toList()));
            }
        }
    }

    private double weightOf(Head head) {
        return params.heads().stream()
                .filter(weight -> weight.head().equals(head.name()))
                .mapToDouble(HeadWeight::weight)
                .findFirst()
                .orElse(1);
    }

    @Override
    public Keeping keeping() {
        return Keeping.ALWAYS;
    }

    @Override
    public boolean usesUnlabelled() {
        return true;
    }

    @Override
    public void check(int epochs, boolean unlabelled) {
        if (!params.labelled() && !unlabelled) {
            throw new IncompatibleException(
                    "has nothing to learn from: give the experiment 'unlabelled' samples, or take labelled = true");
        }
    }

    @Override
    public void begin(Training begun) {
        training = begun;
        teacher = begun.weights().dup();
        differences = differences();
    }

    /** One for each head; none for the stage's own losses as they are. */
    private List<Loss> differences() {
        if (params.difference() == Difference.LOSS && params.heads().isEmpty()) {
            return List.of();
        }
        List<Loss> each = new ArrayList<>();
        for (int number = 0; number < task.heads().size(); number++) {
            Loss difference = params.difference() == Difference.SQUARES
                    ? new PredictionDifference(task.heads().get(number))
                    : training.losses().get(number);
            each.add(weighted(difference, headWeights.get(number)));
        }
        return each;
    }

    private static Loss weighted(Loss loss, double weight) {
        return (logits, targets, rows, cells, gradient) -> {
            double value = loss.evaluate(logits, targets, rows, cells, gradient);
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= weight;
            }
            return weight * value;
        };
    }

    @Override
    public void gradient(Step step) {
        Seed seed = step.seed().branch("mean-teacher", 0);
        Optional<MultiDataSet> unlabelled = step.unlabelled();
        double labelledSize = params.labelled() ? size(step.batch()) : 0;
        double share =
                labelledSize / (labelledSize + unlabelled.map(MeanTeacher::size).orElse(0L));
        double weight = weight(step.epoch());
        if (params.labelled()) {
            follow(step, step.batch(), weight * share, seed);
        }
        unlabelled.ifPresent(batch -> follow(step, batch, weight * (1 - share), seed.branch("unlabelled", 0)));
    }

    private static long size(MultiDataSet batch) {
        return batch.getFeatures(0).size(0);
    }

    private void follow(Step step, MultiDataSet batch, double weight, Seed seed) {
        MultiDataSet seen = noisy(batch, seed.branch("teacher", 0));
        INDArray[] said = step.predictions(teacher, seen).toArray(INDArray[]::new);
        MultiDataSet asked = noisy(batch, seed.branch("student", 0));
        MultiDataSet lesson = new org.nd4j.linalg.dataset.MultiDataSet(
                asked.getFeatures(), said, asked.getFeaturesMaskArrays(), asked.getLabelsMaskArrays());
        MultiDataSet changed =
                student.isEmpty() ? lesson : step.augmented(lesson, student, seed.branch("augmentation", 0));
        step.addGradient(FurtherGradient.of(changed, weight).with(differences));
    }

    private double weight(int epoch) {
        return epoch < params.warmUp() ? params.warmUpWeight() : params.weight() * ramp(epoch);
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
    public void observe(Step step) {
        double stays = Math.min(decay(step.epoch()), 1 - 1.0 / (step.number() + 1));
        Blend.towards(teacher, training.weights(), 1 - stays);
    }

    private double decay(int epoch) {
        return params.earlyDecay().stream()
                .filter(early -> epoch < early.until())
                .mapToDouble(EarlyDecay::decay)
                .findFirst()
                .orElse(params.decay());
    }

    @Override
    public Optional<INDArray> weights() {
        return Optional.of(teacher);
    }
}
