package io.foldwise.engine.training;

/** Training that cannot go on, with the reason for the user: the loss is no longer a number, or it was interrupted. */
public final class TrainingStoppedException extends RuntimeException {
    public TrainingStoppedException(String reason) {
        super(reason);
    }
}
