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
 * @param targets {@code [cells]}, a cell being one column of one sample, or one number of another form of answer
 * @param predictions {@code [trials][cells]}
 */
record TrialPredictions(List<Integer> trials, double[] targets, double[][] predictions) {

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
        double[][] ofTrials = predictions.values().stream()
                .map(ofTrial -> common.stream()
                        .flatMapToDouble(row -> means(ofTrial.get(row)))
                        .toArray())
                .toArray(double[][]::new);
        double[] cells = common.stream()
                .flatMapToDouble(row -> means(List.of(targets.get(row))))
                .toArray();
        return new TrialPredictions(List.copyOf(predictions.keySet()), cells, ofTrials);
    }

    /** The mean of each cell over several predictions. */
    private static DoubleStream means(List<float[]> predictions) {
        return IntStream.range(0, predictions.get(0).length)
                .mapToDouble(cell -> predictions.stream()
                        .mapToDouble(prediction -> prediction[cell])
                        .average()
                        .orElseThrow());
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
