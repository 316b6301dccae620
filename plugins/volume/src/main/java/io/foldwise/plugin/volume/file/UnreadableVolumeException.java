package io.foldwise.plugin.volume.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** A file that is no volume of a format that is read, or a damaged one. The message completes "the file ...". */
public final class UnreadableVolumeException extends IOException {

    private static final long serialVersionUID = 1;

    public UnreadableVolumeException(String message) {
        super(message);
    }

    public UnreadableVolumeException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Why a file could not be read. */
    public static String reason(IOException failure) {
        if (failure instanceof UnreadableVolumeException) {
            return failure.getMessage();
        } else if (failure instanceof NoSuchFileException) {
            return "there is no such file";
        } else if (failure instanceof AccessDeniedException) {
            return "may not be read";
        }
        return "cannot be read: " + failure.getMessage();
    }
}
