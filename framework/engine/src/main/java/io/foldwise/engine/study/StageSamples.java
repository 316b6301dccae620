package io.foldwise.engine.study;

import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.experiment.ExperimentParts.StageReader;
import io.foldwise.engine.stagedata.JoinedDataset;
import io.foldwise.engine.stagedata.Part;
import io.foldwise.engine.stagedata.PseudoLabels;
import io.foldwise.engine.stagedata.StageData;
import io.foldwise.engine.training.StageRows;
import io.foldwise.engine.validation.Leaks;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.validation.Fold;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The samples that stages have of their own, as their readers give them.
 *
 * @param raw by the stage's number
 */
record StageSamples(Map<Integer, Raw> raw) {

    /** Those of one stage. */
    record Raw(StageReader own, Dataset data) {}

    /**
     * Reads them.
     *
     * @throws io.foldwise.spi.data.DataException if a file is not in its format
     * @throws RunRefusedException if there are no such samples, or they have no targets
     */
    static StageSamples read(ExperimentParts parts) {
        Map<Integer, Raw> raw = new TreeMap<>();
        parts.stageReaders().forEach((stage, own) -> raw.put(stage, new Raw(own, read(stage, own))));
        return new StageSamples(raw);
    }

    /** Reads the same samples once: trials differ in other things, as a rule. */
    static final class Reading {

        private List<StageData> settings = List.of();
        private StageSamples read = new StageSamples(Map.of());

        synchronized StageSamples of(ExperimentParts parts) {
            List<StageData> wanted = parts.experiment().trainingStages().stream()
                    .flatMap(stage -> stage.data().stream())
                    .toList();
            if (!wanted.equals(settings)) {
                read = read(parts);
                settings = wanted;
            }
            return read;
        }
    }

    private static Dataset read(int stage, StageReader own) {
        Dataset data = own.settings().samples() == Part.TRAIN
                ? own.reader().train()
                : own.reader().test().orElseThrow(() -> refusal(stage, "there are no test samples"));
        if (own.settings().pseudoLabels().isEmpty() && !data.labelled()) {
            throw refusal(stage, "its samples have no targets");
        }
        return data;
    }

    private static RunRefusedException refusal(int stage, String why) {
        return new RunRefusedException("stages[" + stage + "].data: " + why);
    }

    /** The samples as the models of a fold read them, by stage. */
    Map<Integer, Dataset> prepared(PreparedData fold) {
        Map<Integer, Dataset> prepared = new TreeMap<>();
        raw.forEach((stage, own) -> prepared.put(stage, prepared(stage, own, fold)));
        return prepared;
    }

    private static Dataset prepared(int stage, Raw own, PreparedData fold) {
        Dataset data = fold.fitted().map(fitted -> fitted.apply(own.data())).orElse(own.data());
        own.own().problem(data.input(), fold.train().input()).ifPresent(problem -> {
            throw refusal(stage, problem);
        });
        return data;
    }

    /**
     * What the stages of a fold train on, by stage: samples that are equal to held-out or validation samples are left out, and
     * so are predictions without confidence.
     *
     * @param prepared the fold's own samples
     * @throws RunRefusedException if nothing is left to train on, or the run that labels samples cannot be taken
     */
    Map<Integer, StageRows> of(PreparedData prepared, Fold fold, int number, EarlierRuns earlier) {
        Map<Integer, StageRows> rows = new TreeMap<>();
        prepared(prepared)
                .forEach((stage, data) -> rows.put(
                        stage, rows(stage, raw.get(stage).own(), data, prepared.train(), fold, number, earlier)));
        return rows;
    }

    private static StageRows rows(
            int stage, StageReader own, Dataset data, Dataset train, Fold fold, int number, EarlierRuns earlier) {
        int[] unequal = Leaks.unequal(data, train, fold);
        String told = "stage " + stage + " has " + data.size() + " samples of its own, "
                + (data.size() - unequal.length) + " left out as equal to held-out or validation samples";
        Dataset labelled = data;
        int[] rows = unequal;
        if (own.settings().pseudoLabels().isPresent()) {
            PseudoLabels pseudo = labelled(own, data, train, fold, number, earlier);
            rows = pseudo.chosen(unequal, fold.train().length);
            told += ", " + rows.length + " chosen by their pseudo-labels";
            labelled = pseudo;
        }
        if (rows.length == 0 && !own.settings().add()) {
            throw refusal(stage, "no sample is left to train on: " + told);
        }
        return own.settings().add()
                ? new StageRows(new JoinedDataset(train, labelled), joined(fold.train(), rows, train.size()), told)
                : new StageRows(labelled, rows, told);
    }

    private static PseudoLabels labelled(
            StageReader own, Dataset data, Dataset train, Fold fold, int number, EarlierRuns earlier) {
        PseudoLabelSource source =
                new PseudoLabelSource(own.settings().pseudoLabels().orElseThrow(), train.task(), earlier);
        List<String> ids = IntStream.range(0, data.size()).mapToObj(data::id).toList();
        Predictions predictions = source.of(ids, train, fold, number);
        return new PseudoLabels(
                data, train.task(), predictions, own.settings().pseudoLabels().orElseThrow());
    }

    private static int[] joined(int[] first, int[] second, int offset) {
        return IntStream.concat(IntStream.of(first), IntStream.of(second).map(row -> row + offset))
                .toArray();
    }
}
