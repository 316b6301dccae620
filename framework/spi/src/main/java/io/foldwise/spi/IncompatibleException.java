package io.foldwise.spi;

/**
 * Thrown by a component, as a rule by its constructor, that cannot work with the data or the labels at hand: a text model
 * given images, a submission format of 17 columns given 29 labels. The message names the mismatch and, if there is one, the
 * remedy; the framework adds file and line. Constructors of components therefore stay cheap and read no files: they run
 * during {@code check}.
 */
public final class IncompatibleException extends RuntimeException {
    public IncompatibleException(String message) {
        super(message);
    }
}
