package io.foldwise.plugin.standard.ensemble;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.ensemble.Ensembler.Candidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;

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

    /** Of arrays, so many numbers at most are in memory: 64 MiB. */
    private static final long MOST_NUMBERS = 1 << 23;

    /** Where a sample is among those that a candidate predicted. */
    private record Place(Candidate candidate, int index) {

        float[] target() {
            return candidate.targets().get(index).values();
        }

        float[] prediction() {
            return candidate.predictions().get(index).values();
        }
    }

    /**
     * Lines up the candidates of each trial. Where a trial predicted a sample several times, the mean counts. Of arrays, which
     * may together be larger than memory, one is looked at after the other, and some of their cells stand for all.
     *
     * @throws IncompatibleException if no sample was held out by every trial
     */
    static TrialPredictions of(Head head, List<Candidate> candidates) {
        return of(candidates, head.storage().equals(Storage.TABLE) ? Long.MAX_VALUE : MOST_NUMBERS);
    }

    /** @param most so many numbers are kept, of targets and of all trials together */
    static TrialPredictions of(List<Candidate> candidates, long most) {
        Map<Integer, Map<Integer, List<Place>>> places = new TreeMap<>(); // by trial, by row
        for (Candidate candidate : candidates) {
            Map<Integer, List<Place>> ofTrial = places.computeIfAbsent(candidate.trial(), trial -> new TreeMap<>());
            for (int index = 0; index < candidate.rows().length; index++) {
                ofTrial.computeIfAbsent(candidate.rows()[index], unseen -> new ArrayList<>())
                        .add(new Place(candidate, index));
            }
        }
        Map<Integer, List<Place>> any = places.values().iterator().next();
        Set<Integer> common = new TreeSet<>(any.keySet());
        places.values().forEach(ofTrial -> common.retainAll(ofTrial.keySet()));
        if (common.isEmpty()) {
            throw new IncompatibleException("trials " + places.keySet()
                    + " have no held-out sample in common to fit weights on: use an ensemble of type mean");
        }
        long numbers =
                any.get(common.iterator().next()).get(0).target().length * (long) common.size() * (places.size() + 1);
        int step = Math.toIntExact((numbers - 1) / most + 1);
        double[] targets =
                cells(common, step, row -> List.of(any.get(row).get(0).target()));
        double[][] probabilities = places.values().stream()
                .map(ofTrial -> cells(
                        common,
                        step,
                        row -> ofTrial.get(row).stream().map(Place::prediction).toList()))
                .map(ofTrial -> Arrays.stream(ofTrial)
                        .map(probability -> Math.min(1 - CLIP, Math.max(CLIP, probability)))
                        .toArray())
                .toArray(double[][]::new);
        return new TrialPredictions(List.copyOf(places.keySet()), targets, probabilities);
    }

    /**
     * Cells of the given rows, the same ones whenever rows and step are: all of them for a step of 1, else one of so many,
     * irregularly, or a step as wide as a picture would look at a single column.
     *
     * @param values one or several predictions of a row, whose mean counts
     */
    private static double[] cells(Set<Integer> rows, int step, IntFunction<List<float[]>> values) {
        SplittableRandom random = new SplittableRandom(1);
        DoubleStream.Builder cells = DoubleStream.builder();
        long next = 0;
        for (int row : rows) {
            List<float[]> ofRow = values.apply(row);
            int width = ofRow.get(0).length;
            for (; next < width; next += 1 + random.nextInt(2 * step - 1)) {
                cells.add(mean(ofRow, (int) next));
            }
            next -= width;
        }
        return cells.build().toArray();
    }

    private static double mean(List<float[]> predictions, int cell) {
        return predictions.stream()
                .mapToDouble(prediction -> prediction[cell])
                .average()
                .orElseThrow();
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
