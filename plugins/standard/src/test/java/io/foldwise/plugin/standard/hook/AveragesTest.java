package io.foldwise.plugin.standard.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.training.Hook;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The hooks that keep averages of weights. */
final class AveragesTest {

    private static final float NEAR = 1e-5f;

    @Test
    void emaKeepsAnAverageInWhichWeightsOfKStepsAgoWeighDecayToTheK() {
        Probe probe = new Probe();

        float[] kept = Lesson.train(Lesson.DEEP, 3, new Ema(new Ema.Params(0.8, 1, true)), probe);

        List<float[]> steps = probe.weights.subList(1, 7);
        assertThat(kept).containsExactly(mean(steps, age -> Math.pow(0.8, age)), within(NEAR));
        assertThat(kept[0]).isNotCloseTo(steps.get(5)[0], within(NEAR));
    }

    @Test
    void emaWithoutCorrectionLetsTheFirstStepWeighMore() {
        Probe probe = new Probe();

        float[] kept = Lesson.train(Lesson.DEEP, 3, new Ema(new Ema.Params(0.8, 1, false)), probe);

        assertThat(kept)
                .containsExactly(
                        mean(
                                probe.weights.subList(1, 7),
                                age -> age == 5 ? Math.pow(0.8, 5) : 0.2 * Math.pow(0.8, age)),
                        within(NEAR));
    }

    @Test
    void emaCountsFromAnEpochOn() {
        Probe probe = new Probe();

        float[] before = Lesson.train(Lesson.DEEP, 2, new Ema(new Ema.Params(0.8, 2, true)));
        float[] kept = Lesson.train(Lesson.DEEP, 3, new Ema(new Ema.Params(0.8, 2, true)), probe);

        assertThat(before).containsExactly(mean(probe.weights.subList(3, 5), age -> Math.pow(0.8, age)), within(NEAR));
        assertThat(kept).containsExactly(mean(probe.weights.subList(3, 7), age -> Math.pow(0.8, age)), within(NEAR));
    }

    @Test
    void averagesLeaveTheTrainingItselfAlone() {
        Probe plain = new Probe();
        Probe averaged = new Probe();

        Lesson.train(Lesson.NORMALIZED, 3, plain);
        Lesson.train(
                Lesson.NORMALIZED, 3, new Ema(new Ema.Params(0.8, 1, true)), new Swa(new Swa.Params(1, 4)), averaged);

        assertThat(averaged.weights).hasSize(7).containsExactly(plain.weights.toArray(float[][]::new));
    }

    @Test
    void swaKeepsTheMeanOfEpochsFromOneOn() {
        Probe probe = new Probe();

        float[] first = Lesson.train(Lesson.DEEP, 2, new Swa(new Swa.Params(2, 1)));
        float[] kept = Lesson.train(Lesson.DEEP, 4, new Swa(new Swa.Params(2, 1)), probe);

        List<float[]> ends = List.of(probe.weights.get(4), probe.weights.get(6), probe.weights.get(8));
        assertThat(first).containsExactly(ends.get(0), within(NEAR));
        assertThat(kept).containsExactly(mean(ends, age -> 1), within(NEAR));
        assertThat(kept[0]).isNotCloseTo(ends.get(2)[0], within(NEAR));
    }

    @Test
    void swaMeasuresTheStatisticsOfItsOwnWeights() {
        Probe probe = new Probe();

        float[] kept = Lesson.train(Lesson.NORMALIZED, 6, new Swa(new Swa.Params(2, 100)), probe);

        float[] measured = probe.part(kept, "norm.mean");
        float[] trained = probe.part(probe.weights.get(12), "norm.mean");
        double[] truth = hiddenMeans(probe.part(kept, "hidden.W"), probe.part(kept, "hidden.b"));
        for (int unit = 0; unit < truth.length; unit++) {
            assertThat(measured[unit]).isCloseTo((float) truth[unit], within(0.005f));
        }
        assertThat(IntStream.range(0, truth.length).mapToDouble(unit -> Math.abs(trained[unit] - truth[unit])))
                .as("what training alone leaves is farther away")
                .anyMatch(distance -> distance > 0.02);
    }

    /** The mean of every hidden unit over all samples. */
    private static double[] hiddenMeans(float[] weights, float[] bias) {
        double[] means = new double[bias.length];
        for (float[] sample : Lesson.DATA.features(Lesson.rows()).values().toFloatMatrix()) {
            for (int unit = 0; unit < means.length; unit++) {
                double sum = bias[unit];
                for (int feature = 0; feature < sample.length; feature++) {
                    sum += sample[feature] * weights[unit * sample.length + feature]; // column by column
                }
                means[unit] += sum / Lesson.DATA.size();
            }
        }
        return means;
    }

    @Test
    void lookaheadGoesBackEveryKStepsAndKeepsTheSlowWeights() {
        Probe probe = new Probe();

        float[] kept = Lesson.trainWhole(Lesson.DEEP, 3, new Lookahead(new Lookahead.Params(2, 0.25)), probe);

        float[] start = probe.weights.get(0);
        float[] slow = mean(List.of(start, probe.unmoved.get(1)), age -> age == 0 ? 0.25 : 0.75);
        assertThat(probe.weights.get(1)).containsExactly(probe.unmoved.get(0));
        assertThat(probe.weights.get(2)).containsExactly(slow, within(NEAR));
        assertThat(probe.weights.get(2)[0]).isNotCloseTo(probe.unmoved.get(1)[0], within(NEAR));
        assertThat(kept).as("the third step has not been gone back from").containsExactly(slow, within(NEAR));
    }

    @Test
    void theLastHookThatGivesWeightsCounts() {
        Ema slow = new Ema(new Ema.Params(0.9, 1, true));
        Ema fast = new Ema(new Ema.Params(0.1, 1, true));

        assertThat(Lesson.train(Lesson.DEEP, 3, slow, fast))
                .containsExactly(Lesson.train(Lesson.DEEP, 3, new Ema(new Ema.Params(0.1, 1, true))));
    }

    @Test
    void itDoesNotMatterWhichHookIsNamedFirst() {
        List<Supplier<Hook>> hooks = List.of(
                () -> new Ema(new Ema.Params(0.8, 1, true)),
                () -> new Lookahead(new Lookahead.Params(2, 0.25)),
                () -> new LayerRates(new LayerRates.Params(List.of(new LayerRates.Rate("hidden", 0.2)))),
                () -> new GradientClipping(new GradientClipping.Params(0.3)),
                () -> new Adversarial(new Adversarial.Params(List.of("logits"), 0.5, Adversarial.Of.WEIGHTS)),
                () -> new WeightDecay(new WeightDecay.Params(0.1, List.of())));
        for (int first = 0; first < hooks.size(); first++) {
            for (int second = 0; second < first; second++) {
                Supplier<Hook> one = hooks.get(first);
                Supplier<Hook> other = hooks.get(second);
                assertThat(Lesson.train(Lesson.DEEP, 2, one.get(), other.get()))
                        .as(first + " and " + second)
                        .containsExactly(Lesson.train(Lesson.DEEP, 2, other.get(), one.get()));
            }
        }
    }

    @Test
    void lookaheadKeepsItsWeightsUnlessAnotherHookDoes() {
        Probe probe = new Probe();

        float[] kept = Lesson.train(
                Lesson.DEEP,
                2,
                new Ema(new Ema.Params(0.8, 1, true)),
                new Lookahead(new Lookahead.Params(2, 0.25)),
                probe);

        assertThat(kept).containsExactly(mean(probe.weights.subList(1, 5), age -> Math.pow(0.8, age)), within(NEAR));
    }

    @Test
    void refusesToBeginAfterTheEnd() {
        assertThatThrownBy(() -> Lesson.train(Lesson.DEEP, 3, new Ema(new Ema.Params(0.8, 4, true))))
                .isInstanceOf(IncompatibleException.class)
                .hasMessage("counts from epoch 4 on, but the stage has 3; lower 'from', or raise trainer.epochs");
        assertThatThrownBy(() -> Lesson.train(Lesson.DEEP, 3, new Swa(new Swa.Params(4, 1))))
                .isInstanceOf(IncompatibleException.class)
                .hasMessageStartingWith("counts from epoch 4 on, but the stage has 3;");
    }

    /** @param weight of an array, by its age: 0 is the last */
    private static float[] mean(List<float[]> arrays, IntToDoubleFunction weight) {
        double[] sum = new double[arrays.get(0).length];
        double all = 0;
        for (int i = 0; i < arrays.size(); i++) {
            double own = weight.applyAsDouble(arrays.size() - 1 - i);
            all += own;
            for (int j = 0; j < sum.length; j++) {
                sum[j] += own * arrays.get(i)[j];
            }
        }
        float[] mean = new float[sum.length];
        for (int j = 0; j < sum.length; j++) {
            mean[j] = (float) (sum[j] / all);
        }
        return mean;
    }
}
