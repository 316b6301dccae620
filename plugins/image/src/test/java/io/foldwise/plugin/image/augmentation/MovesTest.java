package io.foldwise.plugin.image.augmentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.contracts.AugmentationContract;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What holds for everything that moves pixels: masks move with images, and nothing else does. */
final class MovesTest {

    private static final int DRAWS = 40;

    @Nested
    final class OfFlip extends Moving {
        @Override
        protected Augmentation augmentation() {
            return new Flip(new Flip.Params(Flip.Axis.HORIZONTAL), discs().input(), discs().task());
        }

        @Override
        protected boolean isRandom() {
            return false;
        }
    }

    @Nested
    final class OfQuarterTurns extends Moving {
        @Override
        Discs discs() {
            return Discs.SQUARE;
        }

        @Override
        protected Augmentation augmentation() {
            return new QuarterTurns(new QuarterTurns.Params(), discs().input(), discs().task());
        }
    }

    @Nested
    final class OfShiftScaleRotate extends Moving {
        @Override
        protected Augmentation augmentation() {
            return shiftScaleRotate(0.0625, 0.1, 45);
        }

        @Override
        Optional<Augmentation> still() {
            return Optional.of(shiftScaleRotate(0, 0, 0));
        }

        private Augmentation shiftScaleRotate(double shift, double scale, double rotate) {
            ShiftScaleRotate.Params params = new ShiftScaleRotate.Params(shift, scale, rotate);
            return new ShiftScaleRotate(params, discs().input(), discs().task());
        }
    }

    @Nested
    final class OfElastic extends Moving {
        @Override
        protected Augmentation augmentation() {
            return elastic(40, 2);
        }

        @Override
        Optional<Augmentation> still() {
            return Optional.of(elastic(0, 0));
        }

        private Augmentation elastic(double alpha, double affine) {
            return new Elastic(
                    new Elastic.Params(Optional.of(alpha), Optional.of(6.0), Optional.of(affine)),
                    discs().input(),
                    discs().task());
        }
    }

    @Nested
    final class OfGridDistortion extends Moving {
        @Override
        protected Augmentation augmentation() {
            return gridDistortion(0.3);
        }

        @Override
        Optional<Augmentation> still() {
            return Optional.of(gridDistortion(0));
        }

        private Augmentation gridDistortion(double limit) {
            return new GridDistortion(new GridDistortion.Params(5, limit), discs().input(), discs().task());
        }
    }

    @Nested
    final class OfOpticalDistortion extends Moving {
        @Override
        protected Augmentation augmentation() {
            return opticalDistortion(0.8, 0.5);
        }

        @Override
        Optional<Augmentation> still() {
            return Optional.of(opticalDistortion(0, 0));
        }

        private Augmentation opticalDistortion(double limit, double shift) {
            OpticalDistortion.Params params = new OpticalDistortion.Params(limit, shift);
            return new OpticalDistortion(params, discs().input(), discs().task());
        }
    }

    @Nested
    final class OfRandomCrop extends Moving {
        @Override
        protected Augmentation augmentation() {
            return randomCrop(List.of(12, 20));
        }

        @Override
        Optional<Augmentation> still() {
            return Optional.of(randomCrop(List.of(24, 32)));
        }

        private Augmentation randomCrop(List<Integer> size) {
            return new RandomCrop(new RandomCrop.Params(size, 0.5), discs().input(), discs().task());
        }
    }

    @Nested
    final class OfResize extends Moving {
        @Override
        protected Augmentation augmentation() {
            return resize(List.of(17, 21));
        }

        @Override
        protected boolean isRandom() {
            return false;
        }

        @Override
        Optional<Augmentation> still() {
            return Optional.of(resize(List.of(24, 32)));
        }

        private Augmentation resize(List<Integer> size) {
            return new Resize(new Resize.Params(size), discs().input(), discs().task());
        }
    }

    abstract static class Moving extends AugmentationContract {

        Discs discs() {
            return Discs.WIDE;
        }

        /** One that is told to do nothing; empty where that cannot be said. */
        Optional<Augmentation> still() {
            return Optional.empty();
        }

        @Override
        protected InputShape input() {
            return discs().input();
        }

        @Override
        protected Example example() {
            return discs().example();
        }

        @Test
        void masksMoveWithTheImage() {
            discs().draws(augmentation(), DRAWS).forEach(moved -> {
                float[] image = moved.input().values();
                float[] mask = moved.targets().get(1).values();
                for (int i = 0; i < image.length; i++) {
                    if (Math.abs(image[i] - 0.5) > Discs.SLOPE) {
                        assertThat(mask[i])
                                .as("the mask where the image is " + image[i])
                                .isEqualTo(image[i] > 0.5 ? 1 : 0);
                    }
                }
            });
        }

        @Test
        void pixelsOfMasksStayYesOrNoAndLabelsWhatTheyAre() {
            assertThat(discs().draws(augmentation(), DRAWS)).allSatisfy(moved -> {
                for (float pixel : moved.targets().get(1).values()) {
                    assertThat(pixel).isIn(0f, 1f);
                }
                assertThat(moved.targets().get(0)).isEqualTo(Tensor.row(1));
            });
        }

        @Test
        void somethingMoves() {
            long moved = discs().draws(augmentation(), DRAWS)
                    .filter(draw ->
                            !draw.targets().get(1).equals(example().targets().get(1)))
                    .count();
            assertThat(moved).isGreaterThan(DRAWS / 2);
        }

        @Test
        void nothingMovesThatIsNotToldTo() {
            still().ifPresent(still -> assertThat(discs().draws(still, 3))
                    .allSatisfy(draw -> assertThat(draw).isEqualTo(example())));
        }
    }
}
