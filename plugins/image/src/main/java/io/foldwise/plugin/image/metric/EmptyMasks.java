package io.foldwise.plugin.image.metric;

/** What the overlap of two masks is where one or both are empty, by the names of those who defined it. NaN: the image is left out. */
public enum EmptyMasks {
    /** 1 where both are empty, 0 where one is: one wrong pixel on an image without any costs the whole image. */
    KAGGLE,
    /** Images whose masks are both empty are left out; 0 where one is empty. */
    SKIP_EMPTY_BOTH,
    /** Images whose true mask is empty are left out, so that nobody is charged for false alarms. */
    SKIP_EMPTY_TRUTH;

    /**
     * Dice of an image's masks, {@code 2 both / (truth + predicted)} in pixels where neither is empty; NaN where the image is left
     * out.
     */
    public double dice(long truth, long predicted, long both) {
        return truth == 0 || predicted == 0 ? value(truth, predicted) : 2.0 * both / (truth + predicted);
    }

    /**
     * The value of an image; NaN where it is left out.
     *
     * @param truth true pixels
     * @param predicted pixels; none, or no true ones
     */
    double value(long truth, long predicted) {
        return switch (this) {
            case KAGGLE -> truth == 0 && predicted == 0 ? 1 : 0;
            case SKIP_EMPTY_BOTH -> truth == 0 && predicted == 0 ? Double.NaN : 0;
            case SKIP_EMPTY_TRUTH -> truth == 0 ? Double.NaN : 0;
        };
    }
}
