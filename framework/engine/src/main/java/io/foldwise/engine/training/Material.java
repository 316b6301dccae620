package io.foldwise.engine.training;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a stage trains on that the fold has not.
 *
 * @param own samples in place of the fold's training part
 * @param unlabelled samples for hooks
 */
public record Material(Optional<StageRows> own, Optional<UnlabelledRows> unlabelled) {

    /** The fold's training part alone. */
    public static final Material OF_THE_FOLD = new Material(Optional.empty(), Optional.empty());

    /** What a log should say of it. */
    public List<String> told() {
        return Stream.concat(
                        own.stream().map(StageRows::told), unlabelled.stream().map(UnlabelledRows::told))
                .toList();
    }
}
