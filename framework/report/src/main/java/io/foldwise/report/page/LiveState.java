package io.foldwise.report.page;

import io.foldwise.report.reading.History;
import java.util.List;
import java.util.Optional;

/**
 * How far a run is that goes on.
 *
 * @param finished units
 * @param units in all, at most
 * @param elapsed since somebody went to work on it, in words
 * @param training what is being trained
 * @param messages of the run, the latest last
 */
public record LiveState(int finished, int units, String elapsed, List<Training> training, List<String> messages) {

    /**
     * A unit that is being trained.
     *
     * @param planned how many epochs there will be at most
     * @param best of the primary metric so far
     */
    public record Training(int trial, int fold, int planned, History history, Optional<Double> best) {}
}
