package io.foldwise.engine.blend;

import io.foldwise.engine.ensemble.EnsembleChoice;
import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.postprocessing.FittedPostProcessing;
import io.foldwise.engine.postprocessing.PostProcessingRecord;
import io.foldwise.engine.postprocessing.PostProcessors;
import io.foldwise.engine.provenance.ProgramParts;
import io.foldwise.engine.records.RunRecords;
import io.foldwise.engine.records.RunRefusedException;
import io.foldwise.engine.results.Submission;
import io.foldwise.engine.run.RunData;
import io.foldwise.engine.store.Json;
import io.foldwise.engine.store.LazyList;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.SealedRecord;
import io.foldwise.engine.training.Scoring;
import io.foldwise.engine.validation.OutOfFold;
import io.foldwise.engine.validation.Score;
import io.foldwise.engine.validation.Scores;
import io.foldwise.engine.validation.SplitPlan;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.ensemble.Ensembler;
import io.foldwise.spi.ensemble.Ensembler.Candidate;
import io.foldwise.spi.validation.Fold;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finished runs on the same samples, which predict together. Predictions are matched by the samples' ids, so that runs may have other
 * folds, models, and ways to look at the data. The first run says what is measured and handed in, and its folds say which samples
 * weights are fitted to.
 */
public final class RunBlend {

    /** Rows of pairs are for few runs. */
    private static final int MOST_IN_PAIRS = 8;

    private final ExperimentParts parts;
    private final RunData data;
    private final Scoring scoring;
    private final List<BlendedRun> runs;
    private final List<Fold> folds;
    private final int[] rows;
    private final Map<List<Integer>, Double> objectives = new HashMap<>();

    private RunBlend(ExperimentParts parts, RunData data, List<BlendedRun> runs, List<Fold> folds) {
        this.parts = parts;
        this.data = data;
        this.scoring = parts.scoring();
        this.runs = runs;
        this.folds = folds;
        this.rows = folds.stream()
                .flatMapToInt(fold -> Arrays.stream(fold.heldOut()))
                .distinct()
                .sorted()
                .toArray();
    }

    /**
     * Opens runs, and reads the data of the first one.
     *
     * @throws RunRefusedException if they have no sample in common, other answers to one, or lack test samples of the first
     * @throws io.foldwise.spi.data.DataException if a run is not finished, damaged, or predicts something else
     */
    public static RunBlend open(List<Path> folders, ExperimentLoader loader) {
        folders.forEach(folder -> new RunFolder(folder).intruder().ifPresent(intruder -> {
            throw new RunRefusedException(intruder);
        }));
        RunFolder first = new RunFolder(folders.get(0));
        if (!PlainFile.exists(first.resolved())) {
            throw new RunRefusedException(first.path() + " holds no run: it has no resolved.conf");
        }
        RunRecords records = RunRecords.of(first);
        records.requireUnchanged(first.resolved());
        ExperimentParts parts = records.bound(loader, records.place()).parts();
        List<BlendedRun> runs = folders.stream()
                .map(folder -> BlendedRun.open(folder, parts.reader().task(), loader))
                .toList();
        records.requireSameData(parts);
        RunData data = RunData.read(parts);
        runs.forEach(run -> run.requireSameAnswers(data.task(), data.train()));
        data.test().ifPresent(test -> runs.forEach(run -> requireTested(run, test)));
        SplitPlan plan = records.split(data.train());
        List<Fold> folds = plan.folds().stream()
                .map(fold -> common(fold, data.train(), runs))
                .filter(fold -> fold.heldOut().length > 0)
                .toList();
        if (folds.isEmpty()) {
            throw new RunRefusedException("the runs have no held-out sample in common");
        }
        return new RunBlend(parts, data, runs, folds);
    }

    private static void requireTested(BlendedRun run, Dataset test) {
        Set<String> tested = run.tested();
        for (int row = 0; row < test.size(); row++) {
            if (!tested.contains(test.id(row))) {
                throw new RunRefusedException(
                        run.folder() + " has no prediction of the test sample '" + test.id(row) + "'");
            }
        }
    }

    /** A fold with those of its held-out samples that every run has held out. */
    private static Fold common(Fold fold, Dataset data, List<BlendedRun> runs) {
        List<Set<String>> known = runs.stream().map(BlendedRun::heldOut).toList();
        int[] heldOut = Arrays.stream(fold.heldOut())
                .filter(row -> known.stream().allMatch(ids -> ids.contains(data.id(row))))
                .toArray();
        return new Fold(fold.train(), fold.validation(), heldOut);
    }

    /**
     * What an ensembler of the first run's experiment is.
     *
     * @param name is shown in messages
     * @param text a component's name, or a block with its parameters
     */
    public Ensembler ensembler(ExperimentLoader loader, String name, String text) {
        return parts.ensembler(loader.ensembler(name, text));
    }

    /**
     * Blends, and writes what comes of it into a folder.
     *
     * @param by what the ensembler was asked for as
     */
    public Blend.Scored write(Ensembler ensembler, String by, Path folder) {
        List<BlendRow> table = combinations().map(some -> row(ensembler, some)).toList();
        List<Integer> all = IntStream.range(0, runs.size()).boxed().toList();
        EnsembleChoice choice = choose(ensembler, all, rows);
        OutOfFold nested = nested(ensembler, all);
        RunFolder output = new RunFolder(folder);
        output.outOfFold(data.task()).writeTables(nested.predictions());
        Scores scores = scores(choice, nested, output);
        Json.write(output.scores(), scores);
        Blend blend = new Blend(rows.length, by, choice.average(), members(choice), table, best(table), remarks());
        SealedRecord.write(Blend.file(folder), blend);
        ProgramParts.here().write(output);
        return new Blend.Scored(blend, scores);
    }

    private List<String> remarks() {
        List<String> remarks = new ArrayList<>(BlendedRun.remarks(runs));
        if (runs.size() > MOST_IN_PAIRS) {
            remarks.add("of more than " + MOST_IN_PAIRS + " runs no pairs are tried");
        }
        return remarks;
    }

    private Stream<List<Integer>> combinations() {
        int count = runs.size();
        Stream<List<Integer>> alone = IntStream.range(0, count).mapToObj(List::of);
        Stream<List<Integer>> pairs = count < 3 || count > MOST_IN_PAIRS
                ? Stream.empty()
                : IntStream.range(0, count)
                        .boxed()
                        .flatMap(first -> IntStream.range(first + 1, count).mapToObj(second -> List.of(first, second)));
        Stream<List<Integer>> all = count == 1
                ? Stream.empty()
                : Stream.of(IntStream.range(0, count).boxed().toList());
        return Stream.of(alone, pairs, all).flatMap(each -> each);
    }

    private BlendRow row(Ensembler ensembler, List<Integer> some) {
        EnsembleChoice choice = choose(ensembler, some, rows);
        return new BlendRow(
                some.stream().map(run -> runs.get(run).folder()).toList(),
                some.stream().map(run -> weight(choice, run)).toList(),
                outOfFold(nested(ensembler, some)),
                data.test()
                        .filter(Dataset::labelled)
                        .map(test -> scoring.values(test, all(test), test(choice, test)))
                        .orElse(Map.of()));
    }

    private static double weight(EnsembleChoice choice, int run) {
        return choice.members().stream()
                .filter(member -> member.trial() == run)
                .mapToDouble(EnsembleChoice.Member::weight)
                .sum();
    }

    /** Weights of runs, each counting as a trial of one fold. */
    private EnsembleChoice choose(Ensembler ensembler, List<Integer> some, int[] rows) {
        Head head = scoring.primaryHead();
        List<Candidate> candidates = some.stream()
                .map(run -> new Candidate(
                        run,
                        0,
                        rows,
                        new LazyList<>(rows.length, place -> data.train().target(rows[place], head)),
                        new LazyList<>(rows.length, place -> outOfFold(run, head, rows[place])),
                        objective(run, rows)))
                .toList();
        return EnsembleChoice.choose(ensembler, head, candidates);
    }

    private Tensor outOfFold(int run, Head head, int row) {
        return runs.get(run).outOfFold(head, data.train().id(row));
    }

    /** The primary metric of a run on some samples, larger is better; computed once. */
    private double objective(int run, int[] rows) {
        return objectives.computeIfAbsent(List.of(run, rows.length, Arrays.hashCode(rows)), asked -> {
            String metric = scoring.primaryMetric();
            LinkedHashMap<String, Scoring.Measure> primary = new LinkedHashMap<>();
            primary.put(metric, scoring.metrics().get(metric));
            Predictions predictions = predictions(rows, (head, row) -> outOfFold(run, head, row));
            return scoring.objective(
                    metric,
                    new Scoring(primary).values(data.train(), rows, predictions).get(metric));
        });
    }

    private Predictions predictions(int[] rows, BiFunction<Head, Integer, Tensor> of) {
        List<String> ids = Arrays.stream(rows).mapToObj(data.train()::id).toList();
        return new Predictions(ids, (head, place) -> of.apply(head, rows[place]));
    }

    /** Each fold's samples by weights that were fitted to the samples of the others, or to its own where there is one fold. */
    private OutOfFold nested(Ensembler ensembler, List<Integer> some) {
        OutOfFold nested = new OutOfFold(data.train());
        for (Fold fold : folds) {
            int[] heldOut = fold.heldOut();
            int[] others = Arrays.stream(rows)
                    .filter(row -> Arrays.binarySearch(heldOut, row) < 0)
                    .toArray();
            EnsembleChoice choice = choose(ensembler, some, others.length == 0 ? rows : others);
            nested.add(
                    fold,
                    choice.combine(choice.members().stream()
                            .map(member -> predictions(heldOut, (head, row) -> outOfFold(member.trial(), head, row)))
                            .toList()));
        }
        return nested;
    }

    private Map<String, Double> outOfFold(OutOfFold predictions) {
        Map<String, Double> values =
                new LinkedHashMap<>(scoring.values(data.train(), predictions.rows(), predictions.predictions()));
        List<Map<String, Double>> ofFolds = ofFolds(predictions);
        scoring.metrics().forEach((name, measure) -> {
            if (measure.metric().distortedByPooling()) {
                values.put(
                        name,
                        ofFolds.stream()
                                .mapToDouble(fold -> fold.get(name))
                                .filter(value -> !Double.isNaN(value))
                                .average()
                                .orElse(Double.NaN));
            }
        });
        return values;
    }

    private List<Map<String, Double>> ofFolds(OutOfFold predictions) {
        int[] places = predictions.rows();
        Predictions all = predictions.predictions();
        return folds.stream()
                .map(fold -> scoring.values(
                        data.train(),
                        fold.heldOut(),
                        predictions(fold.heldOut(), (head, row) -> all.of(head, Arrays.binarySearch(places, row)))))
                .toList();
    }

    private Predictions test(EnsembleChoice choice, Dataset test) {
        List<String> ids = Arrays.stream(all(test)).mapToObj(test::id).toList();
        return choice.combine(choice.members().stream()
                .map(member -> new Predictions(
                        ids, (head, sample) -> runs.get(member.trial()).test(head, ids.get(sample))))
                .toList());
    }

    private static int[] all(Dataset data) {
        return IntStream.range(0, data.size()).toArray();
    }

    private Scores scores(EnsembleChoice choice, OutOfFold nested, RunFolder output) {
        PostProcessors steps = parts.postProcessing();
        FittedPostProcessing fitted = steps.fit(data.train(), nested);
        if (!steps.steps().isEmpty()) {
            SealedRecord.write(
                    output.postProcessing(), PostProcessingRecord.of(PostProcessingRecord.OF_THE_RUN, fitted));
        }
        Map<String, Scores.TestRow> ofTest = Map.of();
        Map<String, Score> processedTest = Map.of();
        if (data.test().isPresent()) {
            Dataset test = data.test().get();
            Predictions predictions = test(choice, test);
            Predictions processed = fitted.apply(predictions);
            parts.submission().ifPresent(format -> Submission.write(output.submission(), format, test, processed));
            if (test.labelled()) {
                ofTest = Scores.test(data.train(), test, scoring, predictions);
                processedTest = Score.of(scoring.tallies(test, all(test), processed));
            }
        }
        return new Scores(
                scoring.primaryMetric(),
                Scores.rows(data.train(), new SplitPlan(folds), scoring, nested, ofFolds(nested)),
                ofTest,
                List.of(),
                steps.scores(data.train(), folds, nested, scoring, processedTest),
                rows.length,
                0,
                0);
    }

    private List<Blend.Member> members(EnsembleChoice choice) {
        return choice.members().stream()
                .map(member -> runs.get(member.trial()).member(member.weight()))
                .toList();
    }

    private BlendRow best(List<BlendRow> table) {
        String metric = scoring.primaryMetric();
        return table.stream()
                .max(Comparator.comparingDouble((BlendRow row) -> fourDigits(
                                scoring.objective(metric, row.outOfFold().get(metric))))
                        .thenComparing(row -> -row.runs().size()))
                .orElseThrow();
    }

    private static double fourDigits(double value) {
        return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : Math.rint(value * 1e4) / 1e4;
    }
}
