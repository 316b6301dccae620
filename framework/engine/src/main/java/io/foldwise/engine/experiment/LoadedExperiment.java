package io.foldwise.engine.experiment;

/**
 * A checked experiment file.
 *
 * @param parts the experiment and what builds its components
 * @param given the file as it was written, with its includes inlined
 * @param overrides what {@code --set} changed
 * @param resolved complete, with every default; reading it again gives an equal experiment
 * @param decisive the part of {@code resolved} that decides a unit's result: everything but names, ensemble, submission
 *     and how many processes work
 */
public record LoadedExperiment(
        ExperimentParts parts, String given, String overrides, String resolved, String decisive) {}
