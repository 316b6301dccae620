package io.foldwise.plugin.image.data;

import io.foldwise.plugin.image.dicom.DicomWindow;
import io.foldwise.plugin.image.file.ImageFile;
import io.foldwise.plugin.image.pixel.Pixels;
import io.foldwise.plugin.image.pixel.Samples;
import io.foldwise.toolkit.image.ImageHeader;
import io.foldwise.toolkit.image.UnreadableImageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;

/** An image of two values, 0 outside of the mask and another one inside. */
record MaskFile(Path path) {

    /**
     * Reads the mask, in the size that the network answers in: a pixel is what the old pixel in its middle was.
     *
     * @param image what the mask is of
     * @throws UnreadableImageException if it is of another size, or has more values than two
     */
    MaskRuns read(ImageHeader image, ImageSize size) throws IOException {
        Pixels pixels = new ImageFile(path).pixels(DicomWindow.ALL);
        if (pixels.height() != image.height() || pixels.width() != image.width()) {
            boolean sideways = pixels.height() == image.width() && pixels.width() == image.height();
            throw new UnreadableImageException("is a mask of " + pixels.height() + " x " + pixels.width()
                    + " pixels, but the image has " + image
                    + (sideways
                            ? "; images are turned as their EXIF orientation says, and masks must fit them so"
                            : ""));
        }
        requireTwoValues(pixels);
        boolean[] mask = new boolean[Math.multiplyExact(pixels.height(), pixels.width())];
        for (int pixel = 0; pixel < mask.length; pixel++) {
            mask[pixel] = value(pixels, pixel) != 0;
        }
        return MaskRuns.resized(mask, image, size);
    }

    private static void requireTwoValues(Pixels pixels) throws UnreadableImageException {
        OptionalInt inside = OptionalInt.empty();
        for (int pixel = 0; pixel < pixels.height() * pixels.width(); pixel++) {
            int value = value(pixels, pixel);
            for (int channel = 1; channel < pixels.channels(); channel++) {
                if (number(pixels, pixels.channels() * pixel + channel) != value) {
                    throw new UnreadableImageException("is a mask in colours, see " + place(pixels, pixel));
                }
            }
            if (value != 0 && inside.isEmpty()) {
                inside = OptionalInt.of(value);
            } else if (value != 0 && value != inside.getAsInt()) {
                throw new UnreadableImageException("is a mask of more than two values: besides 0 and "
                        + inside.getAsInt() + " there is " + value + " at " + place(pixels, pixel));
            }
        }
    }

    private static String place(Pixels pixels, int pixel) {
        return "row " + pixel / pixels.width() + ", column " + pixel % pixels.width();
    }

    private static int value(Pixels pixels, int pixel) {
        return number(pixels, pixels.channels() * pixel);
    }

    /** As the file has it. */
    private static int number(Pixels pixels, int index) {
        return pixels.samples() instanceof Samples.Bytes bytes
                ? bytes.values()[index] & 0xff
                : ((Samples.Shorts) pixels.samples()).values()[index] & 0xffff;
    }
}
