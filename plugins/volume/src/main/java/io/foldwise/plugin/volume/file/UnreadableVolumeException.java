package io.foldwise.plugin.volume.file;

import java.io.IOException;

/** A file that is no volume of a format that is read, or a damaged one. The message completes "the file ...". */
public final class UnreadableVolumeException extends IOException {

    private static final long serialVersionUID = 1;

    public UnreadableVolumeException(String message) {
        super(message);
    }

    public UnreadableVolumeException(String message, Throwable cause) {
        super(message, cause);
    }
}
