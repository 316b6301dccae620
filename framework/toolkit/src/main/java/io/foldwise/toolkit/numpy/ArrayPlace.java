package io.foldwise.toolkit.numpy;

import io.foldwise.spi.Description;
import java.nio.file.Path;
import java.util.Optional;

/** Where an array of numpy is. */
public record ArrayPlace(
        @Description("File: .npy, of which samples are read when they are needed, or .npz, which is read as a whole")
        Path file,

        @Description("Name of the array in a .npz") Optional<String> array) {

    public ArrayPlace {
        require(file, array);
    }

    /** @throws IllegalArgumentException if an archive is named without one of its arrays, or a single array with one */
    public static void require(Path file, Optional<String> array) {
        if (file.toString().endsWith(".npz") != array.isPresent()) {
            throw new IllegalArgumentException("a .npz needs the name of an array, and a .npy has none");
        }
    }
}
