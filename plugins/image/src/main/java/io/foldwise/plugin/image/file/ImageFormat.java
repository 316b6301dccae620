package io.foldwise.plugin.image.file;

import io.foldwise.toolkit.file.RegularFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The formats that are read, by how their files begin: names say little, and those of DICOM files nothing. */
enum ImageFormat {
    PNG,
    JPEG,
    TIFF,
    DICOM;

    private static final int DICOM_PREAMBLE = 128;
    private static final int BEGINNING = DICOM_PREAMBLE + 4;

    static Optional<ImageFormat> of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(RegularFile.require(file))) {
            return of(in.readNBytes(BEGINNING));
        }
    }

    /** @param begin the first bytes of a file */
    static Optional<ImageFormat> of(byte[] begin) {
        if (begin.length == BEGINNING
                && begins(Arrays.copyOfRange(begin, DICOM_PREAMBLE, BEGINNING), 'D', 'I', 'C', 'M')) {
            return Optional.of(DICOM); // in front of which another format may pretend to be
        } else if (begins(begin, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
            return Optional.of(PNG);
        } else if (begins(begin, 0xff, 0xd8, 0xff)) {
            return Optional.of(JPEG);
        } else if (begins(begin, 'I', 'I', 42, 0) || begins(begin, 'M', 'M', 0, 42)) {
            return Optional.of(TIFF);
        }
        return Optional.empty();
    }

    private static boolean begins(byte[] bytes, int... with) {
        if (bytes.length < with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if ((bytes[i] & 0xff) != with[i]) {
                return false;
            }
        }
        return true;
    }
}
