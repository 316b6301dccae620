package io.foldwise.plugin.standard.ensemble;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.ensemble.Ensembler.Candidate;
import java.util.ArrayList;
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
 * @param targets {@code [cells]}, a cell being one column of one sample, or one number of another form of answer
 * @param predictions {@code [trials][cells]}
 */
record TrialPredictions(List<Integer> trials, double[] targets, double[][] predictions) {

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
        double[][] ofTrials = places.values().stream()
                .map(ofTrial -> cells(
                        common,
                        step,
                        row -> ofTrial.get(row).stream().map(Place::prediction).toList()))
                .toArray(double[][]::new);
        return new TrialPredictions(List.copyOf(places.keySet()), targets, ofTrials);
    }

    /**
     * Cells of the given rows, the same ones whenever rows and step are: all of them for a step of 1, else one of so many,
     * irregularly, or a step as wide as an image would look at a single column.
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
