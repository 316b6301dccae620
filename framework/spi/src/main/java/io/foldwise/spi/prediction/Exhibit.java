package io.foldwise.spi.prediction;

import io.foldwise.spi.Kind;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Example;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/**
 * Shows what a sample looks like, for the page of a run and for {@code foldwise preview}. No experiment names one: of those that there are,
 * the first one by name is taken whose constructor accepts the data, by asking for the {@link io.foldwise.spi.data.InputShape} that it can
 * show.
 */
@Kind("exhibit")
public interface Exhibit {

    /** More pixels than this along a side are not asked for: pages are sent by mail. */
    int MOST_PIXELS = 640;

    /** @param data that the sample is of */
    Shown show(Dataset data, Sample sample);

    /**
     * What the words of a sample weigh in a prediction: its parts are the words that are shown, in their order. Empty, as here, where nothing
     * is shown in words.
     */
    default Optional<Explanation> explanation() {
        return Optional.empty();
    }

    /**
     * What is to be shown.
     *
     * @param example with the targets of each head, in the task's order
     * @param plain the same before anything was augmented, by whose brightness both are drawn
     * @param predictions of each head, in the shape of its target; empty where nothing was predicted
     */
    record Sample(Example example, Example plain, List<Tensor> predictions) {
        public Sample {
            predictions = List.copyOf(predictions);
        }

        /** What a network is trained on. */
        public static Sample trained(Example example, Example plain) {
            return new Sample(example, plain, List.of());
        }

        /** A sample as it is, and what was predicted. */
        public static Sample predicted(Example example, List<Tensor> predictions) {
            return new Sample(example, example, predictions);
        }
    }

    /**
     * A sample as people see it.
     *
     * @param words of a text, in order; empty where the sample is none
     */
    record Shown(List<Picture> pictures, List<String> words) {
        public Shown {
            pictures = List.copyOf(pictures);
            words = List.copyOf(words);
        }
    }

    /**
     * A picture.
     *
     * @param caption says what is to be seen
     * @param pixels {@code 0xRRGGBB}, row by row from the top
     */
    record Picture(String caption, int width, int height, int[] pixels) {
        public Picture {
            if (width < 1 || height < 1 || pixels.length != Math.multiplyExact(width, height)) {
                throw new IllegalArgumentException(pixels.length + " pixels do not fill " + width + " x " + height);
            }
        }

        /** The same for Java's own libraries. */
        public BufferedImage image() {
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            image.setRGB(0, 0, width, height, pixels, 0, width);
            return image;
        }
    }
}
