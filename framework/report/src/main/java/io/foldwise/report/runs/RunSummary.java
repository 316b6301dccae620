package io.foldwise.report.runs;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a list of runs tells of one.
 *
 * @param name of the experiment
 * @param folder of the run
 * @param started when it began, as {@code 2026-03-01T12:00:00Z}; empty if its record is lost
 * @param metric the primary metric; empty without results
 * @param score its mean over folds; NaN without results
 * @param deviation of the folds; NaN for fewer than two
 * @param metrics every metric's mean over folds
 * @param folds how many there are
 * @param trials of a sweep; 0 for a single experiment
 * @param seconds the wall times of all finished folds added up
 * @param bytes of all files in the folder
 * @param tags that the user gave it
 * @param note that the user gave it
 */
public record RunSummary(
        String name,
        Path folder,
        String started,
        RunState state,
        String metric,
        double score,
        double deviation,
        Map<String, Double> metrics,
        int folds,
        int trials,
        double seconds,
        long bytes,
        List<String> tags,
        String note) {}
