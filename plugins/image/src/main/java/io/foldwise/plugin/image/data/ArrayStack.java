package io.foldwise.plugin.image.data;

import io.foldwise.plugin.image.pixel.ImageHeader;
import io.foldwise.plugin.image.pixel.Pixels;
import io.foldwise.plugin.image.pixel.Samples;
import io.foldwise.plugin.image.pixel.UnreadableImageException;
import io.foldwise.spi.data.DataException;
import io.foldwise.toolkit.numpy.NpyFile;
import io.foldwise.toolkit.numpy.NpyHeader;
import io.foldwise.toolkit.numpy.NpyStream;
import io.foldwise.toolkit.numpy.NpzFile;
import io.foldwise.toolkit.numpy.NumberType;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Slices of an array along its first axis. Messages name the file and the array.
 *
 * @param shape {@code [samples, ...]}
 * @param slices gives the numbers of one, row by row
 */
record ArrayStack(ArrayParams place, List<Long> shape, NumberType type, IntFunction<float[]> slices) {

    /** @throws DataException if there is no such array of numbers */
    static ArrayStack open(ArrayParams place) {
        try {
            return place.array().isPresent() ? whole(place, place.array().get()) : lazy(place);
        } catch (IOException e) {
            throw unreadable(place, e);
        }
    }

    private static ArrayStack lazy(ArrayParams place) throws IOException {
        try (NpyFile file = NpyFile.open(place.file())) {
            NpyHeader header = file.header();
            if (header.columnMajor() && header.shape().size() > 1) {
                throw new IOException("it lies in Fortran order: write it with numpy.ascontiguousarray");
            }
            return new ArrayStack(place, axes(header.shape()), file.type(), number -> slice(place, number));
        }
    }

    private static float[] slice(ArrayParams place, int number) {
        try (NpyFile file = NpyFile.open(place.file())) {
            return file.slice(number);
        } catch (IOException e) {
            throw unreadable(place, e);
        }
    }

    private static ArrayStack whole(ArrayParams place, String name) throws IOException {
        try (NpzFile file = NpzFile.open(place.file());
                NpyStream array = file.read(name)) {
            List<Long> shape = axes(array.header().shape());
            float[] all = array.values();
            int numbers = shape.get(0) == 0 ? 0 : all.length / Math.toIntExact(shape.get(0));
            return new ArrayStack(
                    place,
                    shape,
                    array.type(),
                    number -> Arrays.copyOfRange(all, number * numbers, (number + 1) * numbers));
        }
    }

    private static List<Long> axes(List<Long> shape) throws IOException {
        if (shape.isEmpty()) {
            throw new IOException("it is a single number");
        }
        return shape;
    }

    private static DataException unreadable(ArrayParams place, IOException e) {
        String what = place.array().map(name -> "array '" + name + "' ").orElse("");
        if (e instanceof NoSuchFileException) {
            return new DataException(place.file(), 0, "there is no such file");
        } else if (e instanceof AccessDeniedException) {
            return new DataException(place.file(), 0, "may not be read");
        }
        return new DataException(place.file(), 0, what + "cannot be read: " + e.getMessage());
    }

    int size() {
        return Math.toIntExact(shape.get(0));
    }

    /** @throws DataException if the array is no stack of images, {@code [samples, height, width]}, perhaps with channels */
    ArrayStack requireImages() {
        int axes = shape.size();
        boolean channels = axes == 4 && (shape.get(3) == 1 || shape.get(3) == 3);
        if (axes != 3 && !channels || shape.stream().anyMatch(side -> side < 1 || side > Integer.MAX_VALUE)) {
            throw wrong(
                    "is of the shape " + shape + ", not [samples, height, width] or [samples, height, width, channels]"
                            + " with one channel or three");
        }
        return this;
    }

    /** An image: brightness from 0 to 1 where numbers are unsigned, of 8 or 16 bits, else the numbers as they are. */
    Pixels image(int row) {
        float[] values = slices.apply(row);
        float most =
                type == NumberType.UINT8 ? Samples.Bytes.MOST : type == NumberType.UINT16 ? Samples.Shorts.MOST : 1;
        for (int i = 0; i < values.length; i++) {
            values[i] /= most;
            if (!Float.isFinite(values[i])) {
                throw wrong("holds in image " + row + " what is no finite number");
            }
        }
        Samples kind = switch (type) {
            case UINT8 -> new Samples.Bytes(new byte[0]);
            case UINT16 -> new Samples.Shorts(new short[0]);
            default -> new Samples.Floats(new float[0]);
        };
        return new Pixels(side(1), side(2), shape.size() == 3 ? 1 : side(3), kind.like(values));
    }

    /** Height and width of every image. */
    ImageHeader imageSize() {
        try {
            return ImageHeader.of(shape.get(1), shape.get(2));
        } catch (UnreadableImageException e) {
            throw wrong(e.getMessage());
        }
    }

    int side(int axis) {
        return Math.toIntExact(shape.get(axis));
    }

    float[] slice(int row) {
        return slices.apply(row);
    }

    DataException wrong(String message) {
        String what = place.array().map(name -> "array '" + name + "' ").orElse("");
        return new DataException(place.file(), 0, what + message);
    }
}
