package io.foldwise.plugin.image.data;

import io.foldwise.plugin.image.pixel.Pixels;
import io.foldwise.plugin.image.pixel.Samples;
import io.foldwise.spi.data.DataException;
import io.foldwise.toolkit.image.ImageHeader;
import io.foldwise.toolkit.image.UnreadableImageException;
import io.foldwise.toolkit.numpy.ArrayPlace;
import io.foldwise.toolkit.numpy.ArraySlices;
import io.foldwise.toolkit.numpy.NumberType;
import java.util.List;

/** Images in one array, {@code [samples, height, width]}, perhaps with channels. */
record ImageStack(ArraySlices array) {

    /** @throws DataException if there is no such array, or it is none of images */
    static ImageStack open(ArrayPlace place) {
        return new ImageStack(ArraySlices.open(place));
    }

    ImageStack {
        List<Long> shape = array.shape();
        int axes = shape.size();
        boolean channels = axes == 4 && (shape.get(3) == 1 || shape.get(3) == 3);
        if (axes != 3 && !channels || shape.stream().anyMatch(side -> side < 1 || side > Integer.MAX_VALUE)) {
            throw array.wrong(
                    "is of the shape " + shape + ", not [samples, height, width] or [samples, height, width, channels]"
                            + " with one channel or three");
        }
    }

    int size() {
        return array.size();
    }

    /** An image: brightness from 0 to 1 where numbers are unsigned, of 8 or 16 bits, else the numbers as they are. */
    Pixels image(int row) {
        float[] values = array.slice(row);
        NumberType type = array.type();
        float most =
                type == NumberType.UINT8 ? Samples.Bytes.MOST : type == NumberType.UINT16 ? Samples.Shorts.MOST : 1;
        for (int i = 0; i < values.length; i++) {
            values[i] /= most;
            if (!Float.isFinite(values[i])) {
                throw array.wrong("holds in image " + row + " what is no finite number");
            }
        }
        Samples kind = switch (type) {
            case UINT8 -> new Samples.Bytes(new byte[0]);
            case UINT16 -> new Samples.Shorts(new short[0]);
            default -> new Samples.Floats(new float[0]);
        };
        return new Pixels(side(1), side(2), array.shape().size() == 3 ? 1 : side(3), kind.like(values));
    }

    /** Height and width of every image. */
    ImageHeader imageSize() {
        try {
            return ImageHeader.of(array.shape().get(1), array.shape().get(2));
        } catch (UnreadableImageException e) {
            throw array.wrong(e.getMessage());
        }
    }

    private int side(int axis) {
        return Math.toIntExact(array.shape().get(axis));
    }
}
