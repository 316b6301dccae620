package io.foldwise.engine.training;

import java.util.Optional;

/**
 * What a stage trains on that the fold has not.
 *
 * @param own samples in place of the fold's training part
 */
public record Material(Optional<StageRows> own) {

    /** The fold's training part alone. */
    public static final Material OF_THE_FOLD = new Material(Optional.empty());
}
