package io.foldwise.engine.training;

import java.util.Map;

/**
 * One line of a training's history.
 *
 * @param stage from 0
 * @param epoch from 1 within its stage
 * @param reached which epoch that is of those planned for all stages; an earlier stage may have left some out
 * @param planned how many epochs the whole training has at most
 * @param loss the mean training loss over the epoch's batches
 * @param learningRate at the epoch's end
 * @param validation metrics on the validation rows, by name
 * @param best whether this is the best epoch so far, over all stages; none is as long as the metric that decides was never defined
 * @param seconds of training in this epoch, without evaluation
 * @param samplesPerSecond trained in this epoch
 */
public record EpochReport(
        int stage,
        int epoch,
        int reached,
        int planned,
        double loss,
        double learningRate,
        Map<String, Double> validation,
        boolean best,
        double seconds,
        double samplesPerSecond) {}
