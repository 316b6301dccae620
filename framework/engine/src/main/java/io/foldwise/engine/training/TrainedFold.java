package io.foldwise.engine.training;

import io.foldwise.engine.network.Standard;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.validation.Fold;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What a network is fitted to.
 *
 * @param rows who learns, validates and is held out
 * @param seed the root of the training's randomness
 * @param units in which each head is learned; empty for those of the data
 */
record TrainedFold(Dataset data, Fold rows, Scoring scoring, Seed seed, List<Optional<Standard>> units) {

    /** The units in which a stage learns each head of its task. */
    List<Optional<Standard>> units(Stage stage) {
        return stage.other()
                .<List<Optional<Standard>>>map(
                        other -> Collections.nCopies(other.task().heads().size(), Optional.empty()))
                .orElse(units);
    }

    /** The metric that a stage's patience and schedule look at. */
    String watched(Stage stage) {
        return stage.settings().earlyStop().flatMap(stop -> stop.metric()).orElse(scoring.primaryMetric());
    }
}
