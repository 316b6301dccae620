package io.foldwise.toolkit.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that ends: reading a pipe or a device may wait for ever. */
public final class RegularFile {

    private RegularFile() {}

    /**
     * The file itself, to be opened. A folder and a file that is not there pass, for opening them says what they are.
     *
     * @throws IOException if it is a pipe or a device; the message does not name it
     */
    public static Path require(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            throw new IOException("it is a pipe or a device: name a file");
        }
        return file;
    }
}
