package io.foldwise.spi.prediction;

import io.foldwise.spi.Kind;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import java.util.List;

/**
 * Shows what a sample looks like, for the page of a run. No experiment names one: of those that there are, the first one by name is
 * taken whose constructor accepts the data, by asking for the {@link io.foldwise.spi.data.InputShape} that it can show.
 */
@Kind("exhibit")
public interface Exhibit {

    /** More pixels than this along a side are not asked for: pages are sent by mail. */
    int MOST_PIXELS = 640;

    /** @param answers of each head, in the task's order */
    Shown show(Dataset data, int row, List<Answer> answers);

    /** What should have been answered, and what was. */
    record Answer(Head head, Tensor target, Tensor prediction) {}

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
    }
}
