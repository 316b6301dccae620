package io.foldwise.engine.experiment;

/**
 * What it takes to fit an experiment.
 *
 * @param parts the experiment and what builds its components
 * @param fingerprinted the part of the complete experiment that decides a unit's result: everything but names, ensemble,
 *     submission, how many processes work, and where the data lies, which is known by its contents
 */
public record BoundExperiment(ExperimentParts parts, String fingerprinted) {}
