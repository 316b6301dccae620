package io.foldwise.engine.store;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What one trial of a sweep tries, its {@code trial.json}. Written before the trial's first unit is started.
 *
 * @param values what the trial sets, by key of the experiment
 * @param incumbent the earlier trial whose learning curves its folds are measured by; {@value #NO_INCUMBENT} if there is none
 * @param experiment checksum of the trial's {@code resolved.conf}; empty if it has none, or an earlier release wrote it
 */
public record TrialRecord(
        Map<String, Object> values, @JsonAlias("rival") int incumbent, String experiment) {

    public static final int NO_INCUMBENT = -1;

    public TrialRecord {
        Objects.requireNonNull(values);
        experiment = Optional.ofNullable(experiment).orElse("");
    }

    /** The same trial, whose experiment has been written. */
    public TrialRecord with(Path written) {
        return new TrialRecord(values, incumbent, WholeFile.sha256(written));
    }

    public boolean triesTheSameAs(TrialRecord other) {
        return values.equals(other.values) && incumbent == other.incumbent;
    }

    /** Whether an experiment is there, and as it was when this was written. */
    public boolean describes(Path file) {
        try {
            return PlainFile.exists(file) && (experiment.isEmpty() || experiment.equals(WholeFile.sha256(file)));
        } catch (StoreException unreadable) {
            return false;
        }
    }
}
