package io.foldwise.engine.records;

/**
 * A request that does not go with a run as its folder holds it, such as to go on with it on other data. Nothing was tried and
 * nothing changed; the message tells the user why and what to do.
 */
public final class RunRefusedException extends RuntimeException {
    public RunRefusedException(String message) {
        super(message);
    }
}
