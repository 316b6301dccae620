package io.foldwise.plugin.standard.ensemble;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.ensemble.Ensembler.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What every trial predicted for samples it had held out, restricted to samples that all trials have held out, so that
 * trials can be compared and mixed cell by cell. No prediction here comes from a model that was trained on its sample.
 *
 * @param trials the trials' numbers, ascending
 * @param targets {@code [cells]}, a cell being one label of one sample
 * @param probabilities {@code [trials][cells]}, kept {@value #CLIP} away from 0 and 1
 */
record TrialPredictions(List<Integer> trials, double[] targets, double[][] probabilities) {

    private static final double CLIP = 1e-15;

    /**
     * Lines up the candidates of each trial. Where a trial predicted a sample several times, the mean counts.
     *
     * @throws IncompatibleException if no sample was held out by every trial
     */
    static TrialPredictions of(List<Candidate> candidates) {
        Map<Integer, float[]> targets = new TreeMap<>(); // by row
        Map<Integer, Map<Integer, List<float[]>>> predictions = new TreeMap<>(); // by trial, by row
        for (Candidate candidate : candidates) {
            Map<Integer, List<float[]>> ofTrial =
                    predictions.computeIfAbsent(candidate.trial(), trial -> new TreeMap<>());
            for (int index = 0; index < candidate.rows().length; index++) {
                int row = candidate.rows()[index];
                targets.put(row, candidate.targets().get(index).values());
                ofTrial.computeIfAbsent(row, unseen -> new ArrayList<>())
                        .add(candidate.predictions().get(index).values());
            }
        }
        Set<Integer> common = new TreeSet<>(targets.keySet());
        predictions.values().forEach(ofTrial -> common.retainAll(ofTrial.keySet()));
        if (common.isEmpty()) {
            throw new IncompatibleException("trials " + predictions.keySet()
                    + " have no held-out sample in common to fit weights on: use an ensemble of type mean");
        }
        double[][] probabilities = predictions.values().stream()
                .map(ofTrial -> common.stream()
                        .flatMapToDouble(row -> means(ofTrial.get(row)))
                        .map(probability -> Math.min(1 - CLIP, Math.max(CLIP, probability)))
                        .toArray())
                .toArray(double[][]::new);
        double[] cells = common.stream()
                .flatMapToDouble(row -> means(List.of(targets.get(row))))
                .toArray();
        return new TrialPredictions(List.copyOf(predictions.keySet()), cells, probabilities);
    }

    /** The mean of each label over several predictions. */
    private static DoubleStream means(List<float[]> predictions) {
        return IntStream.range(0, predictions.get(0).length)
                .mapToDouble(label -> predictions.stream()
                        .mapToDouble(prediction -> prediction[label])
                        .average()
                        .orElseThrow());
    }

    /** The mean cross-entropy, over all cells, of the trials mixed with the given weights, which sum to 1. */
    double loss(double[] weights) {
        double sum = 0;
        for (int cell = 0; cell < targets.length; cell++) {
            sum -= targets[cell] * Math.log(positive(weights, cell))
                    + (1 - targets[cell]) * Math.log(negative(weights, cell));
        }
        return sum / targets.length;
    }

    /** The probability of a cell when trials are mixed. */
    double positive(double[] weights, int cell) {
        double mixed = 0;
        for (int trial = 0; trial < weights.length; trial++) {
            mixed += weights[trial] * probabilities[trial][cell];
        }
        return mixed;
    }

    /** One minus {@link #positive}, as a sum of its own: next to 1 the difference would keep few digits, or be 0. */
    double negative(double[] weights, int cell) {
        double mixed = 0;
        for (int trial = 0; trial < weights.length; trial++) {
            mixed += weights[trial] * (1 - probabilities[trial][cell]);
        }
        return mixed;
    }

    /** One weight per candidate: its trial's, shared equally among the candidates of that trial. */
    double[] spread(double[] weights, List<Candidate> candidates) {
        return candidates.stream()
                .mapToDouble(candidate -> weights[trials.indexOf(candidate.trial())]
                        / candidates.stream()
                                .filter(other -> other.trial() == candidate.trial())
                                .count())
                .toArray();
    }
}
