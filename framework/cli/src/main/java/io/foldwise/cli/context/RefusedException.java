package io.foldwise.cli.context;

/** A request that is well formed but cannot be met, such as one for a file that is not there. The message says why. */
public final class RefusedException extends RuntimeException {
    public RefusedException(String message) {
        super(message);
    }
}
