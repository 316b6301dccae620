package io.foldwise.toolkit.image;

import java.io.IOException;

/** A file that is no image of a format that is read, or a damaged one. The message completes "the file ...". */
public final class UnreadableImageException extends IOException {

    private static final long serialVersionUID = 1;

    public UnreadableImageException(String message) {
        super(message);
    }

    public UnreadableImageException(String message, Throwable cause) {
        super(message, cause);
    }
}
