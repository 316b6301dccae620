package io.foldwise.plugin.image.data;

import io.foldwise.toolkit.image.UnreadableImageException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Says why a file could not be read. */
final class Unreadable {

    private Unreadable() {}

    static String reason(IOException failure) {
        if (failure instanceof UnreadableImageException) {
            return failure.getMessage();
        } else if (failure instanceof NoSuchFileException) {
            return "there is no such file";
        } else if (failure instanceof AccessDeniedException) {
            return "may not be read";
        }
        return "cannot be read: " + failure.getMessage();
    }
}
