package io.foldwise.plugin.text.masked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.layers.token.Marks;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Example;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MaskingTest {

    private static final Masking PUBLISHED = new Masking(0.15, 3, 0.8, 0.1);
    private static final MaskedTokens HEAD = new MaskedTokens(101, 30, PUBLISHED);
    private static final int[] TEXT =
            IntStream.range(0, 200).map(step -> step % 100).toArray();

    @Test
    void masksTheShareAndShowsWhatItSays() {
        int hidden = 0;
        int left = 0;
        int asked = 0;
        for (int draw = 0; draw < 500; draw++) {
            Masking.Masked masked = PUBLISHED.mask(TEXT, HEAD, random(draw));
            for (int step = 0; step < TEXT.length; step++) {
                int id = (int) masked.input().values()[step];
                if (Marks.isMarked(id, 101)) {
                    int shown = Marks.token(id, 101);
                    asked++;
                    hidden += shown == 100 ? 1 : 0;
                    left += shown == TEXT[step] ? 1 : 0;
                } else {
                    assertThat(id).isEqualTo(TEXT[step]);
                }
            }
        }

        assertThat(asked).as("15 % of 200 tokens, 500 times").isEqualTo(500 * 30);
        assertThat(hidden / (double) asked).isCloseTo(0.8, within(0.02));
        assertThat(left / (double) asked)
                .as("a hundredth of those replaced are as well")
                .isCloseTo(0.101, within(0.02));
    }

    @Test
    void asksForTheTokensThatWereThereInTheirOrder() {
        Masking.Masked masked = PUBLISHED.mask(TEXT, HEAD, random(1));

        assertThat(Masking.unmasked(masked.input(), masked.target(), HEAD)).containsExactly(TEXT);
        assertThat(masked.target().shape()).containsExactly(30);
    }

    @Test
    void masksSpansNoLongerThanAsked() {
        Masking single = new Masking(0.02, 1, 1, 0);
        Masking threes = new Masking(0.015, 3, 1, 0);

        assertThat(runs(single)).as("of 4 of 200 tokens, few are neighbours").isLessThan(0.1);
        assertThat(runs(threes)).as("of spans of two on average").isGreaterThan(0.3);
    }

    /** The share of masked tokens whose next one is masked as well. */
    private static double runs(Masking masking) {
        int neighbours = 0;
        int asked = 0;
        for (int draw = 0; draw < 200; draw++) {
            float[] ids = masking.mask(TEXT, HEAD, random(draw)).input().values();
            for (int step = 0; step < ids.length; step++) {
                asked += ids[step] >= 101 ? 1 : 0;
                neighbours += ids[step] >= 101 && step + 1 < ids.length && ids[step + 1] >= 101 ? 1 : 0;
            }
        }
        return neighbours / (double) asked;
    }

    @Test
    void masksOneTokenOfTheShortestText() {
        Masking.Masked masked = PUBLISHED.mask(new int[] {7}, HEAD, random(3));

        assertThat(masked.target().values()[0]).isEqualTo(7);
        assertThat(masked.target().values()[1]).isEqualTo(MaskedTokens.NOTHING);
    }

    @Test
    void newMasksAreOthersOfTheSameText() {
        Masking.Masked first = PUBLISHED.mask(TEXT, HEAD, random(5));
        Example example = new Example(first.input(), List.of(first.target()));
        NewMasks augmentation = new NewMasks(new NewMasks.Params(), HEAD);

        Example second = augmentation.augment(example, random(6));

        assertThat(second.input()).isNotEqualTo(example.input());
        assertThat(augmentation.augment(example, random(6))).isEqualTo(second);
        assertThat(Masking.unmasked(second.input(), second.targets().get(0), HEAD))
                .containsExactly(TEXT);
    }

    @Test
    void refusesSharesBeyondAll() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Masking(0.15, 3, 0.8, 0.3));
    }

    @Test
    void lossIsTheMeanOverMaskedTokensWithItsGradient() {
        MaskedTokens head = new MaskedTokens(4, 3, PUBLISHED);
        MaskedTokenLoss loss = new MaskedTokenLoss(new MaskedTokenLoss.Params(), head);
        double[] targets = {2, 0, -1, 3, -1, -1};
        double[] logits = random(8).doubles(2 * 2 * 4, -3, 3).toArray(); // no text of the batch asks for more than 2
        double[] gradient = new double[logits.length];
        Arrays.fill(gradient, Double.NaN);

        double value = loss.evaluate(logits, targets, 2, 8, gradient);

        double expected =
                (minusLogSoftmax(logits, 0, 2) + minusLogSoftmax(logits, 4, 0) + minusLogSoftmax(logits, 8, 3)) / 3;
        assertThat(value).isCloseTo(expected, within(1e-12));
        for (int cell = 0; cell < logits.length; cell++) {
            double[] moved = logits.clone();
            moved[cell] += 1e-6;
            double above = loss.evaluate(moved, targets, 2, 8, new double[logits.length]);
            assertThat(gradient[cell]).isCloseTo((above - value) / 1e-6, within(1e-5));
        }
        assertThat(Arrays.copyOfRange(gradient, 12, 16))
                .as("where nothing is asked")
                .containsOnly(0);
    }

    @Test
    void lossIsFiniteWhereTheNetworkIsCertain() {
        MaskedTokenLoss loss = new MaskedTokenLoss(new MaskedTokenLoss.Params(), new MaskedTokens(3, 1, PUBLISHED));
        double[] gradient = new double[3];

        assertThat(loss.evaluate(new double[] {800, -800, 0}, new double[] {1}, 1, 3, gradient))
                .isEqualTo(1600);
        assertThat(gradient).containsExactly(1, -1, 0);
    }

    @Test
    void metricCountsMaskedTokens() {
        MaskedTokens head = new MaskedTokens(2, 2, PUBLISHED);
        var tally = new MaskedTokenMetric(new MaskedTokenMetric.Params(), head).tally(head);
        tally.add(Tensor.row(1, -1), head.prediction(new Tensor(new float[] {0, (float) Math.log(3)}, 1, 2)));
        tally.add(Tensor.row(0, 0), head.prediction(new Tensor(new float[] {0, (float) Math.log(3), 0, 0}, 2, 2)));

        assertThat(tally.value()).isCloseTo(-(Math.log(0.75) + Math.log(0.25) + Math.log(0.5)) / 3, within(1e-6));
        assertThat(tally.details().get("accuracy")).isCloseTo(2 / 3.0, within(1e-9));
    }

    private static double minusLogSoftmax(double[] logits, int from, int token) {
        double sum = 0;
        for (int cell = from; cell < from + 4; cell++) {
            sum += Math.exp(logits[cell]);
        }
        return Math.log(sum) - logits[from + token];
    }

    private static SplittableRandom random(int number) {
        return new Seed(42).branch("test", number).random();
    }
}
