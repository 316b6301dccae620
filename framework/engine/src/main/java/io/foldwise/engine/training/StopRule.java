package io.foldwise.engine.training;

import java.util.List;
import java.util.Optional;

/** Gives a training up that has no prospects. What it has reached by then is kept, but is no full result. */
@FunctionalInterface
public interface StopRule {

    StopRule NONE = history -> Optional.empty();

    /**
     * Why to stop; empty to go on. Asked after every epoch.
     *
     * @param history every epoch so far, over all stages
     */
    Optional<String> reason(List<EpochReport> history);
}
