package io.foldwise.engine.execution;

/** Nothing can be fitted, neither this unit nor another one, until the user has put something right. */
public final class BlockedException extends RuntimeException {
    public BlockedException(String message, Throwable cause) {
        super(message, cause);
    }
}
