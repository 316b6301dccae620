package io.foldwise.plugin.standard.hook;

import static io.foldwise.plugin.standard.hook.LinearByHand.doubles;
import static io.foldwise.plugin.standard.hook.LinearByHand.floats;
import static io.foldwise.plugin.standard.hook.LinearByHand.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.InputShape;
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
        return new Adversarial(new Adversarial.Params(List.of(layers), epsilon));
    }

    @Test
    void meanTeacherAlsoTrainsTowardsWhatTheAverageOfTheWeightsPredicts() {
        LinearByHand hand = new LinearByHand();
        Probe probe = new Probe();
        MeanTeacher hook = new MeanTeacher(new MeanTeacher.Params(0.6, 2, 4, 0), VECTORS);

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
        MeanTeacher hook = new MeanTeacher(new MeanTeacher.Params(0.9, 1, 0, noise), VECTORS);
        return Lesson.trainWhole(Lesson.LINEAR, 1, hook);
    }

    @Test
    void meanTeacherRefusesNoiseOnTokens() {
        InputShape tokens = new InputShape.Sequence(20, 16);

        assertThat(new MeanTeacher(new MeanTeacher.Params(0.9, 1, 0, 0), tokens))
                .isNotNull();
        assertThatThrownBy(() -> new MeanTeacher(new MeanTeacher.Params(0.9, 1, 0, 0.1), tokens))
                .isInstanceOf(IncompatibleException.class)
                .hasMessageStartingWith("with noise, changes the numbers that samples consist of, but the data gives"
                        + " sequences of up to 16 of 20 categories");
    }
}
