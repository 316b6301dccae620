package io.foldwise.plugin.standard.postprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Logistic;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.PostProcessing;
import io.foldwise.spi.prediction.PostProcessing.Fitted;
import io.foldwise.spi.prediction.Predicted;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PostProcessingTest {

    private static final LabelSchema TWO = LabelSchema.of("labels", List.of("one", "two"));

    @Test
    void thresholdsMoveTheBestPlaceOfF1ToOneHalf() {
        List<Tensor> targets = rows(new float[][] {{1, 0}, {1, 0}, {1, 0}, {0, 0}, {0, 0}, {0, 0}});
        List<Tensor> predictions =
                rows(new float[][] {{.4f, .1f}, {.3f, .2f}, {.25f, .3f}, {.15f, .9f}, {.1f, .8f}, {.05f, .7f}});

        Fitted fitted = new Thresholds(new Thresholds.Params(1), TWO).fit(TWO, targets, predicted(predictions));

        assertThat(fitted.values().get("one")).isEqualTo(.2, within(1e-6));
        assertThat(fitted.values().get("two")).as("without positives").isEqualTo(.5);
        List<Float> moved = predictions.stream()
                .map(prediction -> fitted.apply(predicted(prediction)))
                .map(row -> row.values()[0])
                .toList();
        assertThat(moved.subList(0, 3)).allMatch(probability -> probability > .5);
        assertThat(moved.subList(3, 6)).allMatch(probability -> probability < .5);
        assertThat(moved).as("order of samples").isSortedAccordingTo((a, b) -> Float.compare(b, a));
    }

    @Test
    void thresholdsOfFewPositivesFavourPrecisionOrRecallAsAsked() {
        List<Tensor> targets = rows(new float[][] {{1, 0}, {0, 0}, {1, 0}, {0, 0}});
        List<Tensor> predictions = rows(new float[][] {{.9f, 0}, {.8f, 0}, {.7f, 0}, {.6f, 0}});

        double precise = threshold(.1, targets, predictions);
        double thorough = threshold(3, targets, predictions);

        assertThat(precise).isEqualTo(.85, within(1e-6));
        assertThat(thorough).isEqualTo(.65, within(1e-6));
    }

    private static double threshold(double beta, List<Tensor> targets, List<Tensor> predictions) {
        return new Thresholds(new Thresholds.Params(beta), TWO)
                .fit(TWO, targets, predicted(predictions))
                .values()
                .get("one");
    }

    @Test
    void plattFindsTheLineThatProbabilitiesWereBentBy() {
        Sample sample = Sample.of(z -> 2 * z - 1);

        Fitted fitted = new Platt(new Platt.Params(), TWO).fit(TWO, sample.targets, predicted(sample.predictions));

        assertThat(fitted.values().get("one.slope")).isEqualTo(2, within(.15));
        assertThat(fitted.values().get("one.shift")).isEqualTo(-1, within(.15));
    }

    /** As scikit-learn smooths targets: of 98 samples without a positive, one in a hundred. */
    @Test
    void plattTakesWhatItNeverSawForRare() {
        SplittableRandom random = new SplittableRandom(3);
        List<Tensor> targets = new ArrayList<>();
        List<Tensor> predictions = new ArrayList<>();
        for (int sample = 0; sample < 98; sample++) {
            targets.add(Tensor.row(0, sample % 2));
            float said = (float) Logistic.sigmoid(noise(random) - 2);
            predictions.add(Tensor.row(said, said));
        }

        Fitted fitted = new Platt(new Platt.Params(), TWO).fit(TWO, targets, predicted(predictions));

        assertThat((double) fitted.apply(predicted(Tensor.row(.1f, .1f))).values()[0])
                .isEqualTo(0.01, within(1e-4));
    }

    @Test
    void temperatureFindsHowBoldProbabilitiesWere() {
        Sample sample = Sample.of(z -> z / 3);

        Fitted fitted =
                new Temperature(new Temperature.Params(), TWO).fit(TWO, sample.targets, predicted(sample.predictions));

        assertThat(fitted.values().get("temperature")).isEqualTo(3, within(.2));
        assertThat((double) fitted.apply(predicted(Tensor.row(.9f, .5f))).values()[0])
                .isEqualTo(
                        Logistic.sigmoid(Calibration.logit(.9) / fitted.values().get("temperature")), within(1e-6));
    }

    /** Arrays lie in files: each is read once, and gives the same number as a table of the same probabilities. */
    @Test
    void temperatureReadsArraysOnce() {
        Sample sample = Sample.of(z -> 3 * z);
        List<Integer> read = new ArrayList<>();
        List<Predicted> kept = predicted(sample.predictions);
        List<Predicted> files = new AbstractList<>() {
            @Override
            public Predicted get(int index) {
                read.add(index);
                return kept.get(index);
            }

            @Override
            public int size() {
                return kept.size();
            }
        };
        Head mask = new Mask();

        Fitted fitted = new Temperature(new Temperature.Params(), mask).fit(mask, sample.targets, files);

        assertThat(read).hasSize(kept.size()).doesNotHaveDuplicates();
        double ofTable = new Temperature(new Temperature.Params(), TWO)
                .fit(TWO, sample.targets, kept)
                .values()
                .get("temperature");
        assertThat(fitted.values().get("temperature")).isEqualTo(ofTable, within(1e-3));
    }

    private record Mask() implements Head {
        @Override
        public String name() {
            return "mask";
        }

        @Override
        public long[] logits() {
            return new long[] {2};
        }

        @Override
        public Storage storage() {
            return new Storage.Arrays(Storage.Cell.UBYTE);
        }
    }

    @Test
    void temperatureOfClassesDividesBeforeTheSoftmax() {
        Classes classes = new Classes(List.of("a", "b", "c"));
        SplittableRandom random = new SplittableRandom(5);
        List<Tensor> targets = new ArrayList<>();
        List<Tensor> predictions = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            float[] logits = {noise(random), noise(random), noise(random)};
            targets.add(
                    classes.target(drawn(classes.prediction(Tensor.row(logits)).values(), random)));
            predictions.add(classes.prediction(Tensor.row(2 * logits[0], 2 * logits[1], 2 * logits[2])));
        }

        Fitted fitted =
                new Temperature(new Temperature.Params(), classes).fit(classes, targets, predicted(predictions));

        assertThat(fitted.values().get("temperature")).isEqualTo(2, within(.2));
        float[] calm = fitted.apply(predicted(predictions.get(0))).values();
        assertThat(calm[0] + calm[1] + calm[2]).isEqualTo(1, within(1e-5f));
    }

    @Test
    void temperatureRefusesQuantities() {
        assertThatThrownBy(() -> new Temperature(new Temperature.Params(), new Quantities(List.of("age"))))
                .isInstanceOf(IncompatibleException.class)
                .hasMessageContaining("'quantities' is a quantity");
    }

    @Test
    void whatWasLearnedIsRestoredFromItsValues() {
        Sample sample = Sample.of(z -> z / 2 + 1);
        Tensor prediction = Tensor.row(.3f, .8f);
        for (PostProcessing each : List.of(
                new Thresholds(new Thresholds.Params(1), TWO),
                new Platt(new Platt.Params(), TWO),
                new Temperature(new Temperature.Params(), TWO))) {
            Fitted fitted = each.fit(TWO, sample.targets, predicted(sample.predictions));
            assertThat(each.restore(TWO, fitted.values()).apply(predicted(prediction)))
                    .isEqualTo(fitted.apply(predicted(prediction)));
            assertThatThrownBy(() -> each.restore(TWO, java.util.Map.of())).isInstanceOf(IncompatibleException.class);
        }
    }

    /** Targets drawn from the probability that a function makes of the logits that are predicted. */
    private record Sample(Head head, List<Tensor> targets, List<Tensor> predictions) {

        static Sample of(java.util.function.DoubleUnaryOperator truth) {
            SplittableRandom random = new SplittableRandom(11);
            List<Tensor> targets = new ArrayList<>();
            List<Tensor> predictions = new ArrayList<>();
            IntStream.range(0, 20_000).forEach(i -> {
                double logit = 3 * noise(random);
                double probability = Logistic.sigmoid(truth.applyAsDouble(logit));
                float target = random.nextDouble() < probability ? 1 : 0;
                targets.add(Tensor.row(target, target));
                predictions.add(Tensor.row((float) Logistic.sigmoid(logit), (float) Logistic.sigmoid(logit)));
            });
            return new Sample(TWO, targets, predictions);
        }
    }

    private static float noise(SplittableRandom random) {
        return (float) (random.nextDouble() * 2 - 1);
    }

    private static int drawn(float[] probabilities, SplittableRandom random) {
        double left = random.nextDouble();
        for (int column = 0; column < probabilities.length - 1; column++) {
            left -= probabilities[column];
            if (left < 0) {
                return column;
            }
        }
        return probabilities.length - 1;
    }

    private static Predicted predicted(Tensor prediction) {
        return Predicted.alone("sample", prediction);
    }

    private static List<Predicted> predicted(List<Tensor> predictions) {
        return predictions.stream().map(PostProcessingTest::predicted).toList();
    }

    private static List<Tensor> rows(float[][] rows) {
        return java.util.Arrays.stream(rows).map(Tensor::row).toList();
    }
}
