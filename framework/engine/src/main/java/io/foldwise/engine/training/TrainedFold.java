package io.foldwise.engine.training;

import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.validation.Fold;

/**
 * What a network is fitted to.
 *
 * @param rows who learns, validates and is held out
 * @param seed the root of the training's randomness
 */
record TrainedFold(Dataset data, Fold rows, Scoring scoring, Seed seed) {

    /** The metric that a stage's patience and schedule look at. */
    String watched(Stage stage) {
        return stage.settings().earlyStop().flatMap(stop -> stop.metric()).orElse(scoring.primaryMetric());
    }
}
