package io.foldwise.engine.validation;

import io.foldwise.engine.training.Scoring;
import io.foldwise.engine.training.Scoring.Measure;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.Metric.Tally;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What models that learned nothing would score: constant predictions, the head's {@linkplain Head#baselines baselines} of the
 * samples that they were allowed to learn from, such as each label's rate.
 */
final class Baselines {

    private final Dataset data;
    private final List<Fold> folds;
    private final Map<Head, List<Map<String, Tensor>>> constants = new HashMap<>();

    /** @param folds each is predicted by the constants of its own training samples */
    Baselines(Dataset data, List<Fold> folds) {
        this.data = data;
        this.folds = List.copyOf(folds);
    }

    /** A head's constant predictions, learned from the given rows. */
    static Map<String, Tensor> of(Dataset data, int[] rows, Head head) {
        return head.baselines(Arrays.stream(rows).mapToObj(row -> data.target(row, head)));
    }

    /**
     * Some metrics of one prediction for all samples.
     *
     * @param measures by name, all of the constant's head
     */
    static Map<String, Score> scores(Dataset data, Map<String, Measure> measures, int[] rows, Tensor constant) {
        Map<String, Tally> tallies = begin(measures);
        measures.values().stream().map(Measure::head).findFirst().ifPresent(head -> {
            for (int row : rows) {
                Tensor target = data.target(row, head);
                tallies.values().forEach(tally -> tally.add(target, constant));
            }
        });
        return Score.of(tallies);
    }

    private static Map<String, Tally> begin(Map<String, Measure> measures) {
        Map<String, Tally> tallies = new LinkedHashMap<>();
        measures.forEach((name, measure) -> tallies.put(name, measure.metric().tally(measure.head())));
        return tallies;
    }

    /** Each fold's constants: computed once, as targets may have to be loaded for them. */
    private List<Map<String, Tensor>> constants(Head head) {
        return constants.computeIfAbsent(
                head,
                same -> folds.stream().map(fold -> of(data, fold.train(), head)).toList());
    }

    /**
     * Every metric of every constant on the samples that folds hold out: pooled, or the mean of folds where pooling distorts, for
     * a constant ranks no sample of a label, while constants that differ by fold rank the folds. Where cells of several labels
     * are ranked together, constants do rank frequent labels above rare ones, and score more than a half. Where a fold is too small for a value,
     * one constant is scored on all samples.
     *
     * @return by the metric's name, and then by the constant's
     */
    Map<String, Map<String, Score>> scores(Scoring scoring) {
        Map<String, Map<String, Score>> scores = new LinkedHashMap<>();
        scoring.metrics().keySet().forEach(metric -> scores.put(metric, new LinkedHashMap<>()));
        for (Head head : scoring.heads()) {
            Map<String, Measure> measures = scoring.of(head);
            for (String name : names(head)) {
                pooled(head, name, some(measures, false))
                        .forEach((metric, score) -> scores.get(metric).put(name, score));
                meanOfFolds(head, name, some(measures, true))
                        .forEach((metric, score) -> scores.get(metric).put(name, score));
            }
        }
        return scores;
    }

    private static Map<String, Measure> some(Map<String, Measure> measures, boolean distortedByPooling) {
        Map<String, Measure> some = new LinkedHashMap<>(measures);
        some.values().removeIf(measure -> measure.metric().distortedByPooling() != distortedByPooling);
        return some;
    }

    /** The constants that every fold has. */
    private List<String> names(Head head) {
        return constants(head).stream()
                .flatMap(ofFold -> ofFold.keySet().stream())
                .distinct()
                .filter(name -> constants(head).stream().allMatch(ofFold -> ofFold.containsKey(name)))
                .toList();
    }

    private Map<String, Score> pooled(Head head, String name, Map<String, Measure> measures) {
        Map<String, Tally> tallies = begin(measures);
        if (!tallies.isEmpty()) {
            OutOfFold together = new OutOfFold(data);
            for (int fold = 0; fold < folds.size(); fold++) {
                Tensor constant = constants(head).get(fold).get(name);
                together.add(folds.get(fold), (same, place) -> constant);
            }
            Predictions predictions = together.predictions();
            int[] rows = together.rows();
            for (int sample = 0; sample < rows.length; sample++) {
                Tensor target = data.target(rows[sample], head);
                Tensor prediction = predictions.of(head, sample);
                tallies.values().forEach(tally -> tally.add(target, prediction));
            }
        }
        return Score.of(tallies);
    }

    private Map<String, Score> meanOfFolds(Head head, String name, Map<String, Measure> measures) {
        if (measures.isEmpty()) {
            return Map.of();
        }
        List<Map<String, Score>> ofFolds = IntStream.range(0, folds.size())
                .mapToObj(fold -> scores(
                        data,
                        measures,
                        folds.get(fold).heldOut(),
                        constants(head).get(fold).get(name)))
                .toList();
        Map<String, Score> means = new LinkedHashMap<>();
        for (String metric : measures.keySet()) {
            means.put(
                    metric,
                    Score.of(Spread.ofDefined(ofFolds.stream()
                                    .map(scores -> scores.get(metric).value())
                                    .toList())
                            .mean()));
        }
        if (means.values().stream().anyMatch(mean -> Double.isNaN(mean.value()))) {
            Map<String, Score> ofAll = scores(
                    data,
                    measures,
                    distinct(Fold::heldOut),
                    of(data, distinct(Fold::train), head).get(name));
            means.replaceAll((metric, mean) -> Double.isNaN(mean.value()) ? ofAll.get(metric) : mean);
        }
        return means;
    }

    private int[] distinct(Function<Fold, int[]> part) {
        return folds.stream()
                .map(part)
                .flatMapToInt(Arrays::stream)
                .distinct()
                .sorted()
                .toArray();
    }
}
