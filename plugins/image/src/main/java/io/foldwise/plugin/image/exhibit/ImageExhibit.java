package io.foldwise.plugin.image.exhibit;

import com.google.inject.Inject;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.Exhibit;
import java.util.List;

/**
 * Shows an image in all of its brightness, in grey or, with three channels, in colour. Of masks, {@code [height, width, classes]} of the
 * image's own size, the outlines are drawn: of the true mask in orange, and of what is predicted with more than one half in blue, drawn
 * last.
 */
@Description("Images, with the outlines of masks: the true one in orange, the predicted one in blue")
public final class ImageExhibit implements Exhibit {

    private static final int LEAST = 160;
    private static final int MOST = 256;
    private static final int RANK = 3;
    private static final int COLOURS = 3;
    private static final int TRUE =
            0xE69F00; // told apart by those who tell red from green badly, too (Okabe and Ito 2008)
    private static final int PREDICTED = 0x56B4E9;

    /** Nothing to choose. */
    public record Params() {}

    /** @param input which makes the data one of images */
    @Inject
    public ImageExhibit(InputShape.Image input) {}

    @Override
    public Shown show(Dataset data, int row, List<Answer> answers) {
        long[] shape = data.features(new int[] {row}).values().shape(); // [1, height, width, channels]
        float[] values = data.features(new int[] {row}).values().dup('c').data().asFloat();
        Tensor image = new Tensor(values, (int) shape[1], (int) shape[2], (int) shape[3]);
        Drawing drawing = new Drawing(image, scale(image));
        boolean masked = false;
        for (Answer answer : answers) {
            if (ofTheImage(answer.target(), image)) {
                drawing.outline(answer.target(), TRUE);
                drawing.outline(answer.prediction(), PREDICTED);
                masked = true;
            }
        }
        String caption = masked ? "orange: the true mask, blue: the predicted one" : "";
        return new Shown(List.of(drawing.picture(caption)), List.of());
    }

    /** Pixels of the drawing for one of the image: whole ones for small images. */
    private static double scale(Tensor image) {
        int longer = Math.max(image.shape()[0], image.shape()[1]);
        return longer > MOST ? (double) MOST / longer : Math.max(1, Math.ceil((double) LEAST / longer));
    }

    private static boolean ofTheImage(Tensor mask, Tensor image) {
        return mask.shape().length == RANK
                && mask.shape()[0] == image.shape()[0]
                && mask.shape()[1] == image.shape()[1];
    }

    /** An image that is being drawn. */
    private static final class Drawing {

        private final double scale;
        private final int height;
        private final int width;
        private final int[] pixels;

        Drawing(Tensor image, double scale) {
            this.scale = scale;
            this.height = Math.max(1, (int) Math.round(image.shape()[0] * scale));
            this.width = Math.max(1, (int) Math.round(image.shape()[1] * scale));
            this.pixels = new int[height * width];
            float low = Float.POSITIVE_INFINITY;
            float high = Float.NEGATIVE_INFINITY;
            for (float value : image.values()) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            float range = high > low ? high - low : 1;
            boolean coloured = image.shape()[2] == COLOURS;
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int first = cell(image, y, x);
                    int red = level(image.values()[first], low, range);
                    int green = coloured ? level(image.values()[first + 1], low, range) : red;
                    int blue = coloured ? level(image.values()[first + 2], low, range) : red;
                    pixels[y * width + x] = red << 16 | green << 8 | blue;
                }
            }
        }

        private static int level(float value, float low, float range) {
            return Math.max(0, Math.min(255, Math.round(255 * (value - low) / range)));
        }

        /** The first number of the image's pixel that a pixel of the drawing stands for. */
        private int cell(Tensor image, int y, int x) {
            int row = Math.min(image.shape()[0] - 1, (int) (y / scale));
            int column = Math.min(image.shape()[1] - 1, (int) (x / scale));
            return (row * image.shape()[1] + column) * image.shape()[2];
        }

        void outline(Tensor mask, int colour) {
            for (int ofClass = 0; ofClass < mask.shape()[2]; ofClass++) {
                for (int y = 0; y < height; y++) {
                    for (int x = 0; x < width; x++) {
                        if (inside(mask, ofClass, y, x) && onBorder(mask, ofClass, y, x)) {
                            pixels[y * width + x] = colour;
                        }
                    }
                }
            }
        }

        private boolean onBorder(Tensor mask, int ofClass, int y, int x) {
            return y == 0
                    || x == 0
                    || y == height - 1
                    || x == width - 1
                    || !inside(mask, ofClass, y - 1, x)
                    || !inside(mask, ofClass, y + 1, x)
                    || !inside(mask, ofClass, y, x - 1)
                    || !inside(mask, ofClass, y, x + 1);
        }

        private boolean inside(Tensor mask, int ofClass, int y, int x) {
            return mask.values()[cell(mask, y, x) + ofClass] > 0.5;
        }

        Picture picture(String caption) {
            return new Picture(caption, width, height, pixels);
        }
    }
}
