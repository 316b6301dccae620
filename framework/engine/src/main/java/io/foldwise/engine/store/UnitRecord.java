package io.foldwise.engine.store;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.Map;
import java.util.Objects;

/**
 * What is known of a finished unit, its {@code unit.json}.
 *
 * @param fingerprint a hash of everything the result depends on
 * @param stopReason why training ended
 * @param givenUp whether it was given up for want of prospects: its scores are not those of a full training
 * @param epochs how many were trained, over all stages
 * @param bestEpoch the best one, whose weights were kept unless the last was asked for; over all stages, from 1; 0 without any
 * @param parameters the number of trained numbers
 * @param seconds wall time of the whole unit
 * @param trainingSeconds of these, in training steps
 * @param samples trained in all epochs together
 * @param peakMemory of the process so far, in bytes; 0 where the system does not tell
 * @param scores every metric on the held-out rows
 * @param environment backend, threads, versions, and a checksum of the program
 * @param files checksum of every file of the unit, by name
 */
public record UnitRecord(
        @JsonAlias("identity") String fingerprint,
        String stopReason,
        boolean givenUp,
        int epochs,
        int bestEpoch,
        long parameters,
        double seconds,
        double trainingSeconds,
        long samples,
        long peakMemory,
        Map<String, Double> scores,
        Map<String, String> environment,
        Map<String, String> files) {

    public UnitRecord {
        Objects.requireNonNull(fingerprint);
        Objects.requireNonNull(stopReason);
        Objects.requireNonNull(scores);
        Objects.requireNonNull(environment);
        Objects.requireNonNull(files);
    }

    /** Everything but the checksums, which are taken when the unit's files are sealed. */
    @FunctionalInterface
    public interface Draft {
        UnitRecord seal(Map<String, String> checksums);
    }
}
