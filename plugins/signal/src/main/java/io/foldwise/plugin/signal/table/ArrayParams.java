package io.foldwise.plugin.signal.table;

import io.foldwise.spi.Description;
import java.nio.file.Path;
import java.util.Optional;

/** An array of numpy. */
public record ArrayParams(
        @Description("File: .npy, of which records are read when they are needed, or .npz, which is read as a whole")
        Path file,

        @Description("Name of the array in a .npz") Optional<String> array) {

    public ArrayParams {
        require(file, array);
    }

    static void require(Path file, Optional<String> array) {
        if (file.toString().endsWith(".npz") != array.isPresent()) {
            throw new IllegalArgumentException("a .npz needs the name of an array, and a .npy has none");
        }
    }
}
