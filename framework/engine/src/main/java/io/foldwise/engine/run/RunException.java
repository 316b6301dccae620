package io.foldwise.engine.run;

/** A run that could not be completed; the message tells the user why and what to do. What is finished is kept. */
public final class RunException extends RuntimeException {
    public RunException(String message) {
        super(message);
    }
}
