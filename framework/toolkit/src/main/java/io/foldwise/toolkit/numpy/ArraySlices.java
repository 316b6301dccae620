package io.foldwise.toolkit.numpy;

import io.foldwise.spi.data.DataException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * An array that is read slice by slice along its first axis. Messages name the file and the array.
 *
 * @param shape {@code [slices, ...]}
 * @param slices gives the numbers of one, row by row
 */
public record ArraySlices(ArrayPlace place, List<Long> shape, NumberType type, IntFunction<float[]> slices) {

    /** @throws DataException if there is no such array of numbers */
    public static ArraySlices open(ArrayPlace place) {
        try {
            return place.array().isPresent() ? whole(place, place.array().get()) : lazy(place);
        } catch (IOException e) {
            throw unreadable(place, e);
        }
    }

    private static ArraySlices lazy(ArrayPlace place) throws IOException {
        try (NpyFile file = NpyFile.open(place.file())) {
            NpyHeader header = file.header();
            if (header.columnMajor() && header.shape().size() > 1) {
                throw new IOException("it lies in Fortran order: write it with numpy.ascontiguousarray");
            }
            return new ArraySlices(place, axes(header.shape()), file.type(), number -> slice(place, number));
        }
    }

    private static float[] slice(ArrayPlace place, int number) {
        try (NpyFile file = NpyFile.open(place.file())) {
            return file.slice(number);
        } catch (IOException e) {
            throw unreadable(place, e);
        }
    }

    private static ArraySlices whole(ArrayPlace place, String name) throws IOException {
        try (NpzFile file = NpzFile.open(place.file());
                NpyStream array = file.read(name)) {
            List<Long> shape = axes(array.header().shape());
            float[] all = array.values();
            int numbers = shape.get(0) == 0 ? 0 : all.length / Math.toIntExact(shape.get(0));
            return new ArraySlices(
                    place,
                    shape,
                    array.type(),
                    number -> Arrays.copyOfRange(all, number * numbers, (number + 1) * numbers));
        }
    }

    private static List<Long> axes(List<Long> shape) throws IOException {
        if (shape.isEmpty() || shape.get(0) > Integer.MAX_VALUE) {
            throw new IOException("it has the shape " + shape);
        }
        return shape;
    }

    private static DataException unreadable(ArrayPlace place, IOException e) {
        if (e instanceof NoSuchFileException) {
            return new DataException(place.file(), 0, "there is no such file");
        } else if (e instanceof AccessDeniedException) {
            return new DataException(place.file(), 0, "may not be read");
        }
        return new DataException(place.file(), 0, what(place) + "cannot be read: " + e.getMessage());
    }

    private static String what(ArrayPlace place) {
        return place.array().map(name -> "array '" + name + "' ").orElse("");
    }

    /** How many slices there are. */
    public int size() {
        return Math.toIntExact(shape.get(0));
    }

    /** @throws DataException if the file can no longer be read */
    public float[] slice(int number) {
        return slices.apply(number);
    }

    /** What is wrong with the array. */
    public DataException wrong(String message) {
        return new DataException(place.file(), 0, what(place) + message);
    }
}
