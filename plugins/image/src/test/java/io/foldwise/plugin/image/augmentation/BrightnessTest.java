package io.foldwise.plugin.image.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.contracts.AugmentationContract;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What holds for everything that changes brightness: targets stay, and normalisation before it makes no difference. */
final class BrightnessTest {

    private static final Discs DISCS = Discs.WIDE;
    private static final InputShape.Image ROW = new InputShape.Image(1, 5, 1);

    @Nested
    final class OfBrightness extends Shading {
        @Override
        protected Augmentation augmentation() {
            return new Brightness(new Brightness.Params(0.2, Brightness.By.SHIFT), DISCS.input());
        }
    }

    @Nested
    final class OfBrightnessByAFactor extends Shading {
        @Override
        protected Augmentation augmentation() {
            return new Brightness(new Brightness.Params(0.2, Brightness.By.FACTOR), DISCS.input());
        }
    }

    @Nested
    final class OfContrast extends Shading {
        @Override
        protected Augmentation augmentation() {
            return new Contrast(new Contrast.Params(0.2), DISCS.input());
        }
    }

    @Nested
    final class OfGamma extends Shading {
        @Override
        protected Augmentation augmentation() {
            return new Gamma(new Gamma.Params(0.8, 1.2), DISCS.input());
        }
    }

    @Nested
    final class OfBlur extends Shading {
        @Override
        protected Augmentation augmentation() {
            return new Blur(new Blur.Params(2), DISCS.input());
        }
    }

    @Nested
    final class OfCutout extends Shading {
        @Override
        protected Augmentation augmentation() {
            return new Cutout(new Cutout.Params(2, 0.3), DISCS.input());
        }
    }

    abstract static class Shading extends AugmentationContract {

        @Override
        protected InputShape input() {
            return DISCS.input();
        }

        @Override
        protected Example example() {
            return DISCS.example();
        }

        @Test
        void targetsStayWhatTheyAre() {
            assertThat(DISCS.draws(augmentation(), 20))
                    .allSatisfy(shaded ->
                            assertThat(shaded.targets()).isEqualTo(example().targets()));
        }

        @Test
        void doesToANormalisedImageWhatItDoesToTheImage() {
            Example normalised = example().withInput(line(example().input(), 3, -40));
            for (int draw = 0; draw < 10; draw++) {
                Seed seed = new Seed(9).branch("draw", draw);
                Tensor plain = augmentation().augment(example(), seed.random()).input();
                Tensor other = augmentation().augment(normalised, seed.random()).input();
                assertThat(other.values()).containsExactly(line(plain, 3, -40).values(), offset(1e-3f));
            }
        }

        @Test
        void leavesAnImageOfOneBrightness() {
            Example flat = example().withInput(line(example().input(), 0, 0.7f));

            float[] values = augmentation()
                    .augment(flat, new SplittableRandom(1))
                    .input()
                    .values();

            assertThat(values).containsExactly(flat.input().values(), offset(1e-5f));
        }

        private static Tensor line(Tensor image, float factor, float offset) {
            float[] values = image.values().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] = factor * values[i] + offset;
            }
            return image.with(values);
        }
    }

    @Test
    void brightnessShiftsAndSaturates() {
        float[] values = shaded(new Brightness(new Brightness.Params(0.5, Brightness.By.SHIFT), ROW), 0, 1, 2, 3, 4);
        float shift = values[1] - 1;

        assertThat(shift).isBetween(-2f, 2f).isNotZero();
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).isEqualTo(Math.max(0, Math.min(4, i + shift)));
        }
    }

    @Test
    void brightnessMultipliesWhatIsAboveTheDarkestValue() {
        float[] values = shaded(new Brightness(new Brightness.Params(0.5, Brightness.By.FACTOR), ROW), -1, 0, 1, 2, 3);
        float factor = values[1] + 1;

        assertThat(factor).isBetween(0.5f, 1.5f).isNotEqualTo(1);
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).isCloseTo(Math.min(3, factor * i - 1), within(1e-5f));
        }
    }

    @Test
    void contrastScalesAroundTheMean() {
        float[] values = shaded(new Contrast(new Contrast.Params(0.5), ROW), 0, 3, 4, 5, 8);
        float factor = values[3] - values[2];

        assertThat(factor).isBetween(0.5f, 1.5f).isNotEqualTo(1);
        assertThat(values[2]).isEqualTo(4);
        assertThat(values[1]).isCloseTo(4 - factor, within(1e-5f));
        assertThat(values[4]).isCloseTo(Math.min(8, 4 + 4 * factor), within(1e-5f));
    }

    @Test
    void gammaIsAPowerThatLeavesTheEnds() {
        float[] values = shaded(new Gamma(new Gamma.Params(2, 2), ROW), -1, 0, 1, 2, 3);

        assertThat(values).containsExactly(new float[] {-1, -0.75f, 0, 1.25f, 3}, offset(1e-5f));
        assertThatIllegalArgumentException().isThrownBy(() -> new Gamma.Params(2, 1));
    }

    @Test
    void blurSpreadsOverNeighbours() {
        float[] point = new float[49];
        point[24] = 1;
        float[] blurred = Gaussian.of(1).smooth(point, 7, 7, 1);
        double exact = Math.pow(1 / Math.sqrt(2 * Math.PI), 2);

        assertThat(blurred[24]).isCloseTo((float) exact, within(1e-3f));
        assertThat(blurred[25]).isCloseTo((float) (exact * Math.exp(-0.5)), within(1e-3f));
        assertThat(blurred[17]).isEqualTo(blurred[25]);
        assertThat(blurred[18]).isCloseTo((float) (exact * Math.exp(-1)), within(1e-3f));
    }

    @Test
    void cutoutCoversSquaresWithTheMean() {
        Example example = DISCS.example();
        Example covered =
                new Cutout(new Cutout.Params(1, 0.5), DISCS.input()).augment(example, new SplittableRandom(3));
        float[] before = example.input().values();
        float[] after = covered.input().values();
        int[] places = IntStream.range(0, before.length)
                .filter(i -> before[i] != after[i])
                .toArray();

        assertThat(places.length).isBetween(2 * 6 * 6, 2 * 12 * 12);
        assertThat(IntStream.of(places).mapToObj(i -> after[i]).distinct())
                .containsExactly((float) Mean.of(example.input()));
    }

    private static float[] shaded(Augmentation augmentation, float... row) {
        return augmentation
                .augment(new Example(new Tensor(row, 1, row.length, 1), List.of()), new SplittableRandom(4))
                .input()
                .values();
    }
}
