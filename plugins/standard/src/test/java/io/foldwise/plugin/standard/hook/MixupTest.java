package io.foldwise.plugin.standard.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.FurtherGradient;
import io.foldwise.spi.training.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

final class MixupTest {

    private static final InputShape SIGNALS = new InputShape.Signal(2, 20, 10);

    @Test
    void mixesEachSampleWithAnotherFeaturesAndTargetsAlike() {
        // Sample i consists of the number 2^i alone, so that a mix tells what it was made of.
        INDArray features = Nd4j.createFromArray(powers(8, 6)).reshape(8, 3, 2);
        INDArray targets = Nd4j.createFromArray(powers(8, 4));

        MultiDataSet mix = mix(1, features, targets, null);

        float[] mixed = column(mix.getFeatures(0).reshape(8, 6));
        assertThat(column(mix.getLabels(0))).containsExactly(mixed, within(1e-4f));
        double share = share(mixed);
        assertThat(share).isBetween(0.01, 0.99);
        TreeSet<Integer> partners = new TreeSet<>();
        for (int i = 0; i < 8; i++) {
            partners.add(partner(mixed[i], i, share));
            assertThat(mix.getFeatures(0).reshape(8, 6).getRow(i).toFloatVector())
                    .containsOnly(mixed[i]);
        }
        assertThat(partners).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(features.getFloat(7, 0, 0))
                .as("the batch itself is left alone")
                .isEqualTo(128);
    }

    /** The share with which every mix is one of sample i and some other: found by a guess of sample 0's partner. */
    private static double share(float[] mixed) {
        return IntStream.rangeClosed(1, 7)
                .mapToDouble(partner -> (mixed[0] - Math.pow(2, partner)) / (1 - Math.pow(2, partner)))
                .filter(share -> IntStream.range(0, mixed.length).allMatch(i -> partner(mixed[i], i, share) >= 0))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no share explains " + Arrays.toString(mixed)));
    }

    /** The number of the sample that a mix was made with; -1 if there is no such sample. */
    private static int partner(double mixed, int sample, double share) {
        double exponent = Math.log((mixed - share * Math.pow(2, sample)) / (1 - share)) / Math.log(2);
        int nearest = (int) Math.rint(exponent);
        return Math.abs(exponent - nearest) < 0.02 && nearest <= 7 ? nearest : -1;
    }

    @Test
    void aMixIsAsLongAsTheLongerSample() {
        INDArray features = Nd4j.createFromArray(powers(2, 6)).reshape(2, 3, 2);
        INDArray mask = Nd4j.createFromArray(new float[][] {{1, 0, 0}, {1, 1, 0}});

        for (int seed = 1; seed < 20; seed++) {
            MultiDataSet mix = mix(seed, features, Nd4j.createFromArray(powers(2, 1)), mask);
            boolean mixed = mix.getFeatures(0).getFloat(0, 0, 0) != 1;
            assertThat(mix.getFeaturesMaskArray(0).toFloatMatrix()[0]).containsExactly(1, mixed ? 1 : 0, 0);
            assertThat(mix.getFeaturesMaskArray(0).toFloatMatrix()[1]).containsExactly(1, 1, 0);
        }
    }

    @Test
    void drawsAnotherShareInEveryStepAndTheSameForTheSameSeed() {
        INDArray features = Nd4j.createFromArray(powers(8, 2));

        float[] one = column(mix(1, features, features, null).getFeatures(0));
        float[] again = column(mix(1, features, features, null).getFeatures(0));
        float[] other = column(mix(2, features, features, null).getFeatures(0));

        assertThat(again).isEqualTo(one);
        assertThat(other).isNotEqualTo(one);
    }

    @Test
    void changesWhatTheTrainerTrainsOn() {
        float[] plain = Lesson.train(Lesson.DEEP, 2);
        float[] mixed = Lesson.train(Lesson.DEEP, 2, new Mixup(new Mixup.Params(1), Lesson.DATA.input()));

        assertThat(mixed).isNotEqualTo(plain).doesNotContain(Float.NaN);
    }

    @Test
    void refusesTokens() {
        assertThatThrownBy(() -> new Mixup(new Mixup.Params(1), new InputShape.Sequence(20, 16)))
                .isInstanceOf(IncompatibleException.class)
                .hasMessage("mixes the numbers that samples consist of, but the data gives sequences of up to 16 of 20"
                        + " categories: the mean of two token ids is a third token");
    }

    private static MultiDataSet mix(int seed, INDArray features, INDArray targets, INDArray mask) {
        INDArray[] masks = mask == null ? null : new INDArray[] {mask};
        return new Mixup(new Mixup.Params(1), SIGNALS)
                .batch(
                        new Seeded(new Seed(seed)),
                        new org.nd4j.linalg.dataset.MultiDataSet(
                                new INDArray[] {features}, new INDArray[] {targets}, masks, null));
    }

    private static float[][] powers(int samples, int numbers) {
        float[][] values = new float[samples][numbers];
        for (int i = 0; i < samples; i++) {
            Arrays.fill(values[i], (float) Math.pow(2, i));
        }
        return values;
    }

    private static float[] column(INDArray matrix) {
        return matrix.getColumn(0).toFloatVector();
    }

    private record Seeded(Seed seed) implements Step {
        @Override
        public int epoch() {
            return 0;
        }

        @Override
        public int number() {
            return 0;
        }

        @Override
        public double learningRate() {
            throw new UnsupportedOperationException();
        }

        @Override
        public MultiDataSet batch() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<MultiDataSet> unlabelled() {
            throw new UnsupportedOperationException();
        }

        @Override
        public MultiDataSet augmented(MultiDataSet batch, List<Augmentation> augmentations, Seed seed) {
            throw new UnsupportedOperationException();
        }

        @Override
        public INDArray gradientByOutput(String layer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void addGradient(FurtherGradient further) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<INDArray> predictions(INDArray weights, MultiDataSet batch) {
            throw new UnsupportedOperationException();
        }
    }
}
