package io.foldwise.plugin.standard.hook;

import static io.foldwise.plugin.standard.hook.LinearByHand.doubles;
import static io.foldwise.plugin.standard.hook.LinearByHand.floats;
import static io.foldwise.plugin.standard.hook.LinearByHand.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.standard.hook.MeanTeacher.Difference;
import io.foldwise.plugin.standard.hook.MeanTeacher.EarlyDecay;
import io.foldwise.plugin.standard.hook.MeanTeacher.HeadWeight;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Logistic;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Loss;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The hooks that compute gradients of their own. */
final class FurtherGradientsTest {

    private static final float NEAR = 1e-5f;
    private static final InputShape VECTORS = Lesson.DATA.input();

    @Test
    void adversarialAddsTheGradientAtTheWeightsWhereTheLossGrowsFastest() {
        LinearByHand hand = new LinearByHand();
        Probe probe = new Probe();

        Lesson.trainWhole(Lesson.LINEAR, 1, adversarial(0.7, "logits.W"), probe);

        double[] start = doubles(probe.weights.get(0));
        double[] plain = hand.gradient(start, hand.targets());
        double[] matrix = Arrays.copyOf(Arrays.copyOf(plain, hand.matrix()), plain.length);
        double norm = Math.sqrt(Arrays.stream(matrix).map(each -> each * each).sum());
        double[] moved = hand.gradient(sum(start, 0.7 / norm, matrix), hand.targets());
        assertThat(probe.gradients.get(0)).containsExactly(floats(sum(plain, 1, moved)), within(NEAR));
        assertThat(probe.weights.get(1))
                .as("the weights are put back before the step")
                .containsExactly(floats(sum(sum(start, -Lesson.RATE, plain), -Lesson.RATE, moved)), within(NEAR));
    }

    @Test
    void adversarialClimbsInSeveralStepsAndComesBackWithinTheDistance() {
        LinearByHand hand = new LinearByHand();
        Probe probe = new Probe();
        Adversarial hook =
                new Adversarial(new Adversarial.Params(List.of("logits.W"), 0.7, Adversarial.Of.WEIGHTS, 3, 0.8));

        Lesson.trainWhole(Lesson.LINEAR, 1, hook, probe);

        double[] start = doubles(probe.weights.get(0));
        double[] plain = hand.gradient(start, hand.targets());
        double[] away = new double[start.length];
        for (int step = 0; step < 3; step++) {
            double[] matrix = Arrays.copyOf(
                    Arrays.copyOf(hand.gradient(sum(start, 1, away), hand.targets()), hand.matrix()), start.length);
            away = sum(away, 0.8 * 0.7 / norm(matrix), matrix);
            away = norm(away) > 0.7 ? sum(new double[start.length], 0.7 / norm(away), away) : away;
        }
        double[] moved = hand.gradient(sum(start, 1, away), hand.targets());
        assertThat(norm(away)).isCloseTo(0.7, within(1e-9));
        assertThat(probe.gradients.get(0)).containsExactly(floats(sum(plain, 1, moved)), within(NEAR));
        assertThat(probe.weights.get(1))
                .as("the weights are put back before the step")
                .containsExactly(floats(sum(sum(start, -Lesson.RATE, plain), -Lesson.RATE, moved)), within(NEAR));
    }

    private static double norm(double... vector) {
        return Math.sqrt(Arrays.stream(vector).map(each -> each * each).sum());
    }

    @Test
    void adversarialLeavesTheStepsOfStatisticsAlone() {
        Probe plain = new Probe();
        Probe twice = new Probe();

        Lesson.trainWhole(Lesson.NORMALIZED, 1, plain);
        Lesson.trainWhole(Lesson.NORMALIZED, 1, adversarial(3, "hidden"), twice);

        for (String statistic : List.of("norm.mean", "norm.log10stdev")) {
            assertThat(twice.part(twice.gradients.get(0), statistic))
                    .containsExactly(plain.part(plain.gradients.get(0), statistic));
        }
        assertThat(twice.part(twice.gradients.get(0), "hidden.W"))
                .isNotEqualTo(plain.part(plain.gradients.get(0), "hidden.W"));
    }

    @Test
    void adversarialRefusesLayersThatAreNotThere() {
        assertThatThrownBy(() -> Lesson.train(Lesson.DEEP, 1, adversarial(1, "hiden*")))
                .isInstanceOf(IncompatibleException.class)
                .hasMessage("'hiden*' fits no layer of the network; did you mean 'hidden'?");
        assertThatThrownBy(() -> Lesson.train(Lesson.DEEP, 1, adversarial(1, "embedding*")))
                .isInstanceOf(IncompatibleException.class)
                .hasMessage("'embedding*' fits no layer of the network; its layers with weights are hidden, logits");
    }

    private static Adversarial adversarial(double epsilon, String... layers) {
        return new Adversarial(new Adversarial.Params(List.of(layers), epsilon, Adversarial.Of.WEIGHTS));
    }

    /** By hand: every sample's hidden vector is moved by itself, as far as the others. */
    @Test
    void adversarialMovesWhatALayerPutsOutForEverySample() {
        Probe plain = new Probe();
        Probe probe = new Probe();
        Lesson.trainWhole(Lesson.DEEP, 1, plain);
        Adversarial hook = new Adversarial(new Adversarial.Params(List.of("hidden"), 2, Adversarial.Of.OUTPUTS));

        Lesson.trainWhole(Lesson.DEEP, 1, hook, probe);

        float[] start = probe.weights.get(0);
        float[] kernel = probe.part(start, "logits.W");
        float[] bias = probe.part(start, "logits.b");
        double[][] hidden = hidden(probe.part(start, "hidden.W"), probe.part(start, "hidden.b"));
        double[] ofBias = new double[bias.length];
        for (int row = 0; row < hidden.length; row++) {
            double[] errors = errors(row, hidden[row], kernel, bias);
            double[] moved = hidden[row].clone();
            double[] slope = new double[moved.length];
            for (int unit = 0; unit < slope.length; unit++) {
                for (int label = 0; label < errors.length; label++) {
                    slope[unit] += errors[label] * kernel[label * slope.length + unit];
                }
            }
            double norm =
                    Math.sqrt(Arrays.stream(slope).map(each -> each * each).sum());
            for (int unit = 0; unit < slope.length; unit++) {
                moved[unit] += 2 * slope[unit] / norm;
            }
            double[] again = errors(row, moved, kernel, bias);
            for (int label = 0; label < errors.length; label++) {
                ofBias[label] += (errors[label] + again[label]) / (hidden.length * errors.length);
            }
        }
        assertThat(probe.part(probe.gradients.get(0), "logits.b")).containsExactly(floats(ofBias), within(NEAR));
        assertThat(plain.part(plain.gradients.get(0), "logits.b")[0]).isNotCloseTo((float) ofBias[0] / 2, within(NEAR));
    }

    private static double[][] hidden(float[] kernel, float[] bias) {
        float[][] features = Lesson.DATA.features(Lesson.rows()).values().toFloatMatrix();
        double[][] hidden = new double[features.length][bias.length];
        for (int row = 0; row < features.length; row++) {
            for (int unit = 0; unit < bias.length; unit++) {
                double sum = bias[unit];
                for (int input = 0; input < features[row].length; input++) {
                    sum += features[row][input] * kernel[unit * features[row].length + input];
                }
                hidden[row][unit] = Math.tanh(sum);
            }
        }
        return hidden;
    }

    /** Probability minus target of every label. */
    private static double[] errors(int row, double[] hidden, float[] kernel, float[] bias) {
        float[] targets = Lesson.DATA.targets(row);
        double[] errors = new double[bias.length];
        for (int label = 0; label < bias.length; label++) {
            double logit = bias[label];
            for (int unit = 0; unit < hidden.length; unit++) {
                logit += hidden[unit] * kernel[label * hidden.length + unit];
            }
            errors[label] = Logistic.sigmoid(logit) - targets[label];
        }
        return errors;
    }

    /** A layer whose outputs move changes neither its own network's saved form nor what is predicted. */
    @Test
    void adversarialOfOutputsLeavesTheStepsOfStatisticsAlone() {
        Probe plain = new Probe();
        Probe twice = new Probe();

        Lesson.trainWhole(Lesson.NORMALIZED, 1, plain);
        Lesson.trainWhole(
                Lesson.NORMALIZED,
                1,
                new Adversarial(new Adversarial.Params(List.of("hidden"), 3, Adversarial.Of.OUTPUTS)),
                twice);

        assertThat(twice.part(twice.gradients.get(0), "norm.mean"))
                .containsExactly(plain.part(plain.gradients.get(0), "norm.mean"));
        assertThat(twice.part(twice.gradients.get(0), "logits.W"))
                .isNotEqualTo(plain.part(plain.gradients.get(0), "logits.W"));
    }

    @Test
    void meanTeacherAlsoTrainsTowardsWhatTheAverageOfTheWeightsPredicts() {
        LinearByHand hand = new LinearByHand();
        Probe probe = new Probe();
        MeanTeacher hook = Teachers.of(Teachers.params(0.6, 2, 4, 0), VECTORS);

        float[] kept = Lesson.trainWhole(Lesson.LINEAR, 6, hook, probe);

        double[] weights = doubles(probe.weights.get(0));
        double[] teacher = weights;
        for (int step = 0; step < 6; step++) {
            double missing = Math.max(0, 1 - step / 4.0);
            double towards = 2 * Math.exp(-5 * missing * missing);
            double[] gradient = sum(
                    hand.gradient(weights, hand.targets()),
                    towards,
                    hand.gradient(weights, hand.probabilities(teacher)));
            assertThat(probe.gradients.get(step)).as("step " + step).containsExactly(floats(gradient), within(NEAR));
            weights = sum(weights, -Lesson.RATE, gradient);
            double stays = Math.min(0.6, 1 - 1.0 / (step + 1));
            teacher = sum(sum(teacher, stays - 1, teacher), 1 - stays, weights);
        }
        assertThat(kept).containsExactly(floats(teacher), within(NEAR));
        assertThat(kept[0]).isNotCloseTo((float) weights[0], within(NEAR));
    }

    @Test
    void meanTeacherShowsTeacherAndStudentOtherNoise() {
        float[] without = meanTeacher(0);
        float[] with = meanTeacher(0.5);
        float[] again = meanTeacher(0.5);

        assertThat(with).isEqualTo(again).isNotEqualTo(without);
        // In the first step the teacher is the student: what they disagree about is the noise.
        assertThat(without[0]).isNotCloseTo(with[0], within(1e-4f));
    }

    private static float[] meanTeacher(double noise) {
        MeanTeacher hook = Teachers.of(Teachers.params(0.9, 1, 0, noise), VECTORS);
        return Lesson.trainWhole(Lesson.LINEAR, 1, hook);
    }

    /** gamma 0.001 before an epoch, then 2 exp(-5 (1 - e / ramp)^2), of squared differences; decays by epoch. */
    @Test
    void meanTeacherFollowsPublishedWorkOnMasks() {
        LinearByHand hand = new LinearByHand();
        Probe probe = new Probe();
        List<EarlyDecay> decays = List.of(new EarlyDecay(2, 0.5), new EarlyDecay(3, 0.7));
        List<HeadWeight> heads =
                List.of(new HeadWeight(Lesson.DATA.task().first().name(), 3));
        MeanTeacher hook = Teachers.of(Teachers.published(2, 0.001, decays, heads), VECTORS);

        float[] kept = Lesson.trainWhole(Lesson.LINEAR, 5, hook, probe);

        double[] weights = doubles(probe.weights.get(0));
        double[] teacher = weights;
        for (int step = 0; step < 5; step++) {
            double missing = Math.max(0, 1 - step / 4.0);
            double towards = step < 2 ? 0.001 : 2 * Math.exp(-5 * missing * missing);
            double[] gradient = sum(
                    hand.gradient(weights, hand.targets()),
                    3 * towards,
                    hand.squaredGradient(weights, hand.probabilities(teacher)));
            assertThat(probe.gradients.get(step)).as("step " + step).containsExactly(floats(gradient), within(NEAR));
            weights = sum(weights, -Lesson.RATE, gradient);
            double stays = Math.min(step < 2 ? 0.5 : step < 3 ? 0.7 : 0.9, 1 - 1.0 / (step + 1));
            teacher = sum(sum(teacher, stays - 1, teacher), 1 - stays, weights);
        }
        assertThat(kept).containsExactly(floats(teacher), within(NEAR));
    }

    @Test
    void meanTeacherShowsTheStudentWhatAugmentationsChange() {
        Augmentation blind = (example, random) ->
                example.withInput(example.input().with(new float[example.input().values().length]));
        MeanTeacher.Params params = new MeanTeacher.Params(
                0.9,
                List.of(),
                1,
                0,
                0,
                0,
                Difference.SQUARES,
                List.of(),
                0,
                List.of(new Spec<>("blind", Augmentation.class, new NoParams(), "test")),
                true);
        Probe probe = new Probe();
        Probe plain = new Probe();

        Lesson.trainWhole(Lesson.LINEAR, 1, Teachers.with(blind, params), probe);
        Lesson.trainWhole(Lesson.LINEAR, 1, plain);

        int[] bias = probe.range("logits.b");
        float[] with = probe.gradients.get(0);
        float[] without = plain.gradients.get(0);
        assertThat(Arrays.copyOf(with, bias[0]))
                .as("of features that are zero no weight learns, and nothing else sees them")
                .containsExactly(Arrays.copyOf(without, bias[0]), within(NEAR));
        assertThat(with[bias[0]]).isNotCloseTo(without[bias[0]], within(1e-4f));
    }

    private record NoParams() {}

    @Test
    void meanTeacherRefusesHeadsThatAreNotThere() {
        assertThatThrownBy(() ->
                        Teachers.of(Teachers.published(0, 0, List.of(), List.of(new HeadWeight("mask", 1))), VECTORS))
                .isInstanceOf(IncompatibleException.class)
                .hasMessageStartingWith("weighs the head 'mask'; the heads are ");
    }

    @Test
    void theGradientOfSquaredDifferencesIsWhatItSays() {
        for (Head head : List.of(
                Lesson.DATA.task().first(),
                new Classes(List.of("a", "b", "c")),
                new Quantities(List.of("a", "b", "c")))) {
            Loss loss = new PredictionDifference(head);
            double[] logits = {0.3, -1.2, 2, 0.1, 0.4, -0.7};
            double[] targets = {0.2, 0.5, 0.3, 1, 0, 0};
            double[] gradient = new double[6];
            loss.evaluate(logits, targets, 2, 3, gradient);
            for (int i = 0; i < logits.length; i++) {
                double[] up = logits.clone();
                double[] down = logits.clone();
                up[i] += 1e-5;
                down[i] -= 1e-5;
                double slope = (loss.evaluate(up, targets, 2, 3, new double[6])
                                - loss.evaluate(down, targets, 2, 3, new double[6]))
                        / 2e-5;
                assertThat(gradient[i]).as(head + ", " + i).isCloseTo(slope, within(1e-8));
            }
        }
    }

    @Test
    void meanTeacherWithoutLabelledSamplesNeedsUnlabelledOnes() {
        MeanTeacher.Params params =
                new MeanTeacher.Params(0.9, List.of(), 1, 0, 0, 0, Difference.LOSS, List.of(), 0, List.of(), false);

        assertThatThrownBy(() -> Lesson.train(Lesson.DEEP, 1, Teachers.of(params, VECTORS)))
                .isInstanceOf(IncompatibleException.class)
                .hasMessageStartingWith("has nothing to learn from: give the experiment 'unlabelled' samples");
    }

    @Test
    void meanTeacherRefusesNoiseOnTokens() {
        InputShape tokens = new InputShape.Sequence(20, 16);

        assertThat(Teachers.of(Teachers.params(0.9, 1, 0, 0), tokens)).isNotNull();
        assertThatThrownBy(() -> Teachers.of(Teachers.params(0.9, 1, 0, 0.1), tokens))
                .isInstanceOf(IncompatibleException.class)
                .hasMessageStartingWith("with noise, changes the numbers that samples consist of, but the data gives"
                        + " sequences of up to 16 of 20 categories");
    }
}
