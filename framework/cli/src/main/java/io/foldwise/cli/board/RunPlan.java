package io.foldwise.cli.board;

/**
 * What is known of a run before it starts.
 *
 * @param experiment its name
 * @param folder where it is kept, for the user
 * @param primaryMetric the metric that ranks
 * @param units how many there are in all
 * @param finished how many of them were finished before
 * @param workers how many work at the same time
 */
public record RunPlan(String experiment, String folder, String primaryMetric, int units, int finished, int workers) {}
