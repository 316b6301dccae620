package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Augmentation} does: what it makes of an example follows from the example and the given randomness alone,
 * whatever it has changed before and however many threads ask; it writes into no array that it is given; and what comes out has
 * the shape that it says.
 *
 * <pre>{@code
 * final class NoiseTest extends AugmentationContract {
 *     @Override
 *     protected Augmentation augmentation() {
 *         return new Noise(new Noise.Params(0.1), input());
 *     }
 * }
 * }</pre>
 */
public abstract class AugmentationContract {

    private static final Seed SEED = new Seed(20_210_224);
    private static final int DRAWS = 40;
    private static final Dataset IMAGES = TinyData.images();

    /** A new augmentation for examples such as {@link #example}. */
    protected abstract Augmentation augmentation();

    /** The shape of the example's input. */
    protected InputShape input() {
        return IMAGES.input();
    }

    /** What is changed: an image of 8 x 8 pixels in 2 channels, with a row of labels. */
    protected Example example() {
        float[] image = IMAGES.features(new int[] {0}).values().dup('c').data().asFloat();
        return new Example(new Tensor(image, 8, 8, 2), List.of(Tensor.row(IMAGES.targets(0))));
    }

    /** Whether what it does differs from one time to the next. */
    protected boolean isRandom() {
        return true;
    }

    @Test
    void dependsOnNothingButItsRandomness() {
        Augmentation used = augmentation();
        List<Example> first = draws(used).toList();
        List<Example> again = draws(used).toList();
        List<Example> fresh = draws(augmentation()).toList();

        assertThat(again).as("asked a second time").isEqualTo(first);
        assertThat(fresh).as("another one of the same parameters").isEqualTo(first);
    }

    @Test
    void isTheSameForAnyNumberOfThreads() {
        Augmentation shared = augmentation();

        assertThat(draws(shared).parallel().toList())
                .as("of several threads at once")
                .isEqualTo(draws(augmentation()).toList());
    }

    @Test
    void differsFromOneTimeToTheNext() {
        assumeTrue(isRandom(), "does the same to every example");
        assertThat(draws(augmentation()).distinct().count())
                .as("different results of %d", DRAWS)
                .isGreaterThan(1);
    }

    @Test
    void writesIntoNothingThatItIsGiven() {
        Example given = example();
        Augmentation augmentation = augmentation();

        for (int draw = 0; draw < DRAWS; draw++) {
            augmentation.augment(given, SEED.branch("draw", draw).random());
        }

        assertThat(given).as("the example afterwards").isEqualTo(example());
    }

    @Test
    void givesWhatItSaysInNumbers() {
        Augmentation augmentation = augmentation();
        InputShape said = augmentation.output(input());

        draws(augmentation).forEach(changed -> {
            assertThat(shapeOf(changed.input(), said)).as("the shape").isEqualTo(said);
            assertThat(changed.targets()).as("targets").hasSameSizeAs(example().targets());
            Stream.concat(Stream.of(changed.input()), changed.targets().stream())
                    .forEach(tensor -> assertFinite(tensor.values()));
        });
    }

    private static void assertFinite(float[] values) {
        assertThat(IntStream.range(0, values.length).filter(i -> !Float.isFinite(values[i])))
                .as("places of what is no number")
                .isEmpty();
    }

    /** The shape that a tensor has, in the form of another. */
    private static InputShape shapeOf(Tensor tensor, InputShape form) {
        int[] shape = tensor.shape();
        if (form instanceof InputShape.Image image) {
            return image.ofSize(shape[0], shape[1]).ofChannels(shape[2]);
        }
        if (form instanceof InputShape.Volume) {
            return new InputShape.Volume(shape[0], shape[1], shape[2], shape[3]);
        }
        if (form instanceof InputShape.Signal signal) {
            return new InputShape.Signal(shape[1], shape[0], signal.rate());
        }
        if (form instanceof InputShape.Vector) {
            return new InputShape.Vector(Arrays.stream(shape).reduce(1, Math::multiplyExact));
        }
        return form; // as long as it likes
    }

    private Stream<Example> draws(Augmentation augmentation) {
        return IntStream.range(0, DRAWS)
                .mapToObj(draw -> augmentation.augment(
                        example(), SEED.branch("draw", draw).random()));
    }
}
