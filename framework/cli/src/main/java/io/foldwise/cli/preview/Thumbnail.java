package io.foldwise.cli.preview;

import io.foldwise.cli.preview.VolumeSlices.Circle;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Example;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Draws an image, {@code [height, width, channels]}, and the outlines of its masks, {@code [height, width, classes]}, each class in
 * a colour of its own; of a volume {@linkplain VolumeSlices some slices}, one beside the other.
 *
 * @param scale pixels of the drawing for one of the image
 * @param low what is drawn black
 * @param high what is drawn white
 */
record Thumbnail(double scale, float low, float high) {

    private static final int LEAST = 160;
    private static final int MOST = 320;
    private static final int RANK = 3;
    private static final int COLOURS = 3;

    /** Pixels between a thing and the circle around it. */
    private static final int ROOM = 2;

    /** Distinct on grey, for those who tell red from green badly too (Okabe and Ito 2008). */
    private static final List<Color> OUTLINES = List.of(
            new Color(0xE69F00), new Color(0x56B4E9), new Color(0x009E73), new Color(0xCC79A7), new Color(0xF0E442));

    /** One that shows an image in a size to look at, in all of its brightness; others are drawn by the same measure. */
    static Thumbnail of(Tensor image) {
        boolean volume = VolumeSlices.areIn(image);
        int[] shape = image.shape();
        int step = volume ? shape[3] : 1; // the further channels of a volume are not drawn
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < image.values().length; i += step) {
            low = Math.min(low, image.values()[i]);
            high = Math.max(high, image.values()[i]);
        }
        int longer = volume ? Math.max(shape[1], shape[2]) : Math.max(shape[0], shape[1]);
        double scale = longer > MOST ? (double) MOST / longer : Math.ceil((double) LEAST / longer);
        return new Thumbnail(scale, low, high > low ? high : low + 1);
    }

    BufferedImage draw(Example example, List<Head> heads) {
        if (!VolumeSlices.areIn(example.input())) {
            return draw(example);
        }
        List<BufferedImage> slices = VolumeSlices.of(example, heads).stream()
                .map(slice -> circled(draw(slice.example()), slice.circles()))
                .toList();
        return Beside.each(slices, 1);
    }

    private BufferedImage circled(BufferedImage slice, List<Circle> circles) {
        Graphics2D graphics = slice.createGraphics();
        for (Circle circle : circles) {
            double radius = scale * circle.radius() + ROOM;
            double y = scale * (circle.y() + 0.5);
            double x = scale * (circle.x() + 0.5);
            graphics.setColor(OUTLINES.get(circle.counts() ? 0 : 1));
            graphics.draw(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
        }
        graphics.dispose();
        return slice;
    }

    private BufferedImage draw(Example example) {
        Tensor image = example.input();
        BufferedImage drawn = brightness(image);
        int colour = 0;
        for (Tensor target : example.targets()) {
            if (ofTheImage(target, image)) {
                for (int channel = 0; channel < target.shape()[2]; channel++) {
                    outline(drawn, target, channel, OUTLINES.get(colour++ % OUTLINES.size()));
                }
            }
        }
        return drawn;
    }

    /** Whether a target is a mask. */
    static boolean ofTheImage(Tensor target, Tensor image) {
        return target.shape().length == RANK
                && image.shape().length == RANK
                && target.shape()[0] == image.shape()[0]
                && target.shape()[1] == image.shape()[1];
    }

    private BufferedImage brightness(Tensor image) {
        int channels = image.shape()[2];
        int height = scaled(image.shape()[0]);
        int width = scaled(image.shape()[1]);
        BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int red = level(image, y, x, 0);
                int green = channels == COLOURS ? level(image, y, x, 1) : red;
                int blue = channels == COLOURS ? level(image, y, x, 2) : red;
                drawn.setRGB(x, y, red << 16 | green << 8 | blue);
            }
        }
        return drawn;
    }

    /** The mean of the pixels that a pixel of the drawing stands for, from 0 to 255. */
    private int level(Tensor image, int y, int x, int channel) {
        double sum = 0;
        int pixels = 0;
        for (int row = place(y, image.shape()[0]); row < end(y, image.shape()[0]); row++) {
            for (int column = place(x, image.shape()[1]); column < end(x, image.shape()[1]); column++) {
                sum += image.values()[(row * image.shape()[1] + column) * image.shape()[2] + channel];
                pixels++;
            }
        }
        double share = (sum / pixels - low) / (high - low);
        return (int) Math.round(255 * Math.max(0, Math.min(1, share)));
    }

    private void outline(BufferedImage drawn, Tensor mask, int channel, Color colour) {
        for (int y = 0; y < drawn.getHeight(); y++) {
            for (int x = 0; x < drawn.getWidth(); x++) {
                boolean border = inside(mask, channel, y, x)
                        && !(inside(mask, channel, Math.max(0, y - 1), x)
                                && inside(mask, channel, Math.min(drawn.getHeight() - 1, y + 1), x)
                                && inside(mask, channel, y, Math.max(0, x - 1))
                                && inside(mask, channel, y, Math.min(drawn.getWidth() - 1, x + 1)));
                if (border) {
                    drawn.setRGB(x, y, colour.getRGB());
                }
            }
        }
    }

    private boolean inside(Tensor mask, int channel, int y, int x) {
        int row = place(y, mask.shape()[0]);
        int column = place(x, mask.shape()[1]);
        return mask.values()[(row * mask.shape()[1] + column) * mask.shape()[2] + channel] > 0.5;
    }

    private int scaled(int size) {
        return Math.max(1, (int) Math.round(size * scale));
    }

    /** The first place along an axis that a pixel of the drawing stands for. */
    private int place(int drawn, int size) {
        return Math.min(size - 1, (int) (drawn / scale));
    }

    private int end(int drawn, int size) {
        return Math.max(place(drawn, size) + 1, Math.min(size, (int) ((drawn + 1) / scale)));
    }
}
