package io.foldwise.engine.postprocessing;

import io.foldwise.engine.store.LazyList;
import io.foldwise.engine.training.Scoring;
import io.foldwise.engine.validation.OutOfFold;
import io.foldwise.engine.validation.Score;
import io.foldwise.engine.validation.Scores.PostProcessed;
import io.foldwise.engine.validation.Spread;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.PostProcessing;
import io.foldwise.spi.prediction.Predicted;
import io.foldwise.spi.validation.Fold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** An experiment's post-processing: several steps, each fitted to what the ones before it give. */
public record PostProcessors(List<Step> steps) {

    /**
     * One step.
     *
     * @param head whose predictions it changes
     * @param type what experiment files call the component
     */
    public record Step(Head head, String type, PostProcessing component) {}

    public PostProcessors {
        steps = List.copyOf(steps);
    }

    /** Fits all steps to the predictions of the given places among {@link OutOfFold#rows}. */
    private FittedPostProcessing fit(Dataset data, int[] rows, Predictions predictions, int[] places) {
        List<FittedPostProcessing.Step> fitted = new ArrayList<>();
        for (Step step : steps) {
            FittedPostProcessing before = new FittedPostProcessing(fitted);
            List<Tensor> targets =
                    new LazyList<>(places.length, place -> data.target(rows[places[place]], step.head()));
            List<Predicted> given =
                    new LazyList<>(places.length, place -> before.found(step.head(), predictions, places[place]));
            fitted.add(new FittedPostProcessing.Step(
                    step.head(), step.type(), step.component().fit(step.head(), targets, given)));
        }
        return new FittedPostProcessing(fitted);
    }

    /** Fits all steps to all out-of-fold predictions: what test samples are changed by. */
    public FittedPostProcessing fit(Dataset data, OutOfFold outOfFold) {
        int[] rows = outOfFold.rows();
        return fit(
                data,
                rows,
                outOfFold.predictions(),
                IntStream.range(0, rows.length).toArray());
    }

    /**
     * Every metric after these steps; empty without any.
     *
     * @param test every metric of processed predictions of the test file; empty if that file has no labels
     */
    public Map<String, PostProcessed> scores(
            Dataset data, List<Fold> folds, OutOfFold outOfFold, Scoring scoring, Map<String, Score> test) {
        Map<String, PostProcessed> scores = new LinkedHashMap<>();
        if (!steps.isEmpty()) {
            Map<String, Score> nested = nestedScores(data, folds, outOfFold, scoring);
            Score none = Score.of(Double.NaN);
            for (String name : scoring.metrics().keySet()) {
                Score held = nested.getOrDefault(name, none);
                Score ofTest = test.getOrDefault(name, none);
                scores.put(name, new PostProcessed(held.value(), ofTest.value(), held.details(), ofTest.details()));
            }
        }
        return scores;
    }

    /**
     * Every metric of predictions that are changed by what was fitted to the other folds' samples; a sample that several folds
     * hold out counts with the first of them. Where pooling distorts a metric it is the mean over folds, each of which is changed
     * in a way of its own. Empty where there are no other folds.
     */
    public Map<String, Score> nestedScores(Dataset data, List<Fold> folds, OutOfFold outOfFold, Scoring scoring) {
        int[] rows = outOfFold.rows();
        Predictions predictions = outOfFold.predictions();
        Predictions[] byPlace = new Predictions[rows.length];
        List<Nested> nested = nested(data, folds, outOfFold);
        if (nested.isEmpty()) {
            return Map.of();
        }
        for (Nested fold : nested) {
            for (int place : fold.held()) {
                byPlace[place] = byPlace[place] == null ? fold.changed() : byPlace[place];
            }
        }
        List<Map<String, Double>> ofFolds = scoresOfFolds(nested, data, rows, scoring);
        Map<String, Score> scores = Score.of(scoring.tallies(
                data, rows, new Predictions(predictions.ids(), (head, place) -> byPlace[place].of(head, place))));
        scoring.metrics().forEach((name, measure) -> {
            if (measure.metric().distortedByPooling()) {
                scores.put(
                        name,
                        Score.of(Spread.ofDefined(ofFolds.stream()
                                        .map(fold -> fold.get(name))
                                        .toList())
                                .mean()));
            }
        });
        return scores;
    }

    /**
     * Every metric on each fold's samples, whose predictions are changed by what was fitted to the other folds' samples. Empty
     * where there are no other folds.
     */
    public List<Map<String, Double>> nestedScoresOfFolds(
            Dataset data, List<Fold> folds, OutOfFold outOfFold, Scoring scoring) {
        return scoresOfFolds(nested(data, folds, outOfFold), data, outOfFold.rows(), scoring);
    }

    /**
     * What a fold's predictions become by the others.
     *
     * @param held the places of its samples
     */
    private record Nested(int[] held, Predictions changed) {}

    private List<Nested> nested(Dataset data, List<Fold> folds, OutOfFold outOfFold) {
        int[] rows = outOfFold.rows();
        Predictions predictions = outOfFold.predictions();
        List<Nested> nested = new ArrayList<>();
        for (Fold fold : folds) {
            int[] held = IntStream.range(0, rows.length)
                    .filter(place -> holdsOut(fold, rows[place]))
                    .toArray();
            int[] others = IntStream.range(0, rows.length)
                    .filter(place -> !holdsOut(fold, rows[place]))
                    .toArray();
            if (others.length == 0) {
                return List.of();
            }
            if (held.length == 0) {
                continue; // an ensemble whose trials have other folds in common
            }
            nested.add(new Nested(held, fit(data, rows, predictions, others).apply(predictions)));
        }
        return nested;
    }

    private static List<Map<String, Double>> scoresOfFolds(
            List<Nested> nested, Dataset data, int[] rows, Scoring scoring) {
        return nested.stream()
                .map(fold -> scoring.values(
                        data,
                        Arrays.stream(fold.held()).map(place -> rows[place]).toArray(),
                        some(fold.changed(), fold.held())))
                .toList();
    }

    private static boolean holdsOut(Fold fold, int row) {
        return Arrays.binarySearch(fold.heldOut(), row) >= 0;
    }

    private static Predictions some(Predictions all, int[] places) {
        return new Predictions(
                Arrays.stream(places).mapToObj(all.ids()::get).toList(),
                (head, sample) -> all.of(head, places[sample]));
    }
}
