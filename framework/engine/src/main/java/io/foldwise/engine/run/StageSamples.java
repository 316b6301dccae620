package io.foldwise.engine.run;

import io.foldwise.engine.earlier.EarlierRuns;
import io.foldwise.engine.earlier.PseudoLabelSource;
import io.foldwise.engine.experiment.Experiment.Stage;
import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.experiment.StageReader;
import io.foldwise.engine.records.RunRefusedException;
import io.foldwise.engine.stagedata.JoinedDataset;
import io.foldwise.engine.stagedata.Part;
import io.foldwise.engine.stagedata.PseudoLabelSettings;
import io.foldwise.engine.stagedata.PseudoLabels;
import io.foldwise.engine.stagedata.StageData;
import io.foldwise.engine.training.Material;
import io.foldwise.engine.training.StageRows;
import io.foldwise.engine.training.UnlabelledRows;
import io.foldwise.engine.validation.Leaks;
import io.foldwise.engine.validation.OwnSamples;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.validation.Fold;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The samples that stages have of their own, as their readers give them.
 *
 * @param stages what they want of the samples
 * @param labelled samples to train on, by the stage's number
 * @param unlabelled samples for hooks, by the stage's number
 */
record StageSamples(List<Stage> stages, Map<Integer, Raw> labelled, Map<Integer, Raw> unlabelled) {

    /**
     * Those of one stage.
     *
     * @param answered whether their own answers are trained on
     */
    record Raw(StageReader own, Dataset data, boolean sameIds, boolean answered) {

        static Raw of(StageReader own, Dataset data, Reader experiment, boolean answered) {
            return new Raw(own, data, own.part() == Part.TRAIN && own.sharesFiles(experiment), answered);
        }

        /** The samples as the models of a fold read them. */
        private OwnSamples prepared(PreparedData fold) {
            Dataset prepared = fold.fitted().map(fitted -> fitted.apply(data)).orElse(data);
            own.problem(prepared.input(), fold.train().input()).ifPresent(problem -> {
                throw refusal(own, problem);
            });
            return new OwnSamples(prepared, sameIds, answered);
        }
    }

    /**
     * Reads them.
     *
     * @throws io.foldwise.spi.data.DataException if a file is not in its format
     * @throws RunRefusedException if there are no such samples, or they have no targets
     */
    static StageSamples read(ExperimentParts parts) {
        List<Stage> stages = parts.experiment().trainingStages();
        Map<Integer, Raw> labelled = new TreeMap<>();
        parts.stages().readers().forEach((stage, own) -> {
            Dataset data = read(own);
            boolean answered =
                    stages.get(stage).data().orElseThrow().pseudoLabels().isEmpty();
            if (answered && !data.labelled()) {
                throw refusal(own, "its samples have no targets");
            }
            labelled.put(stage, Raw.of(own, data, parts.reader(), answered));
        });
        Map<String, Dataset> read = new HashMap<>(); // several stages may have the same
        Map<Integer, Raw> unlabelled = new TreeMap<>();
        parts.stages()
                .unlabelledReaders()
                .forEach((stage, own) -> unlabelled.put(
                        stage,
                        Raw.of(own, read.computeIfAbsent(own.key(), first -> read(own)), parts.reader(), false)));
        return new StageSamples(stages, labelled, unlabelled);
    }

    /** Reads the same samples once: trials differ in other things, as a rule. */
    static final class Reading {

        private List<Object> wanted = List.of();
        private Optional<StageSamples> read = Optional.empty();

        synchronized StageSamples of(ExperimentParts parts) {
            List<Object> all = new ArrayList<>();
            parts.experiment().trainingStages().forEach(stage -> {
                all.add(stage.data());
                all.add(stage.unlabelled());
            });
            if (read.isEmpty() || !all.equals(wanted)) {
                read = Optional.of(read(parts));
                wanted = all;
            }
            return read.get();
        }
    }

    private static Dataset read(StageReader own) {
        Dataset data = own.part() == Part.TRAIN
                ? own.reader().train()
                : own.reader().test().orElseThrow(() -> refusal(own, "there are no test samples"));
        if (data.size() == 0) {
            throw refusal(own, "there are no samples");
        }
        return data;
    }

    private static RunRefusedException refusal(StageReader own, String why) {
        return new RunRefusedException(own.key() + ": " + why);
    }

    /** The labelled samples that are to be none of a fold's held-out ones, as its models read them, by stage. */
    Map<Integer, OwnSamples> prepared(PreparedData fold) {
        Map<Integer, OwnSamples> prepared = new TreeMap<>();
        labelled.forEach((stage, raw) -> {
            if (!stages.get(stage).data().orElseThrow().heldOut()) {
                prepared.put(stage, raw.prepared(fold));
            }
        });
        return prepared;
    }

    /**
     * What the stages of a fold train on, by stage: samples that are equal to held-out or validation samples are left out, and
     * so are predictions without confidence.
     *
     * @throws RunRefusedException if nothing is left to train on, or the run that labels samples cannot be taken
     */
    List<Material> of(PreparedData prepared, Fold fold, int number, EarlierRuns earlier) {
        return IntStream.range(0, stages.size())
                .mapToObj(stage -> new Material(
                        Optional.ofNullable(labelled.get(stage))
                                .map(raw -> own(stage, raw, prepared, fold, number, earlier)),
                        Optional.ofNullable(unlabelled.get(stage)).map(raw -> unlabelled(stage, raw, prepared, fold))))
                .toList();
    }

    private UnlabelledRows unlabelled(int stage, Raw raw, PreparedData prepared, Fold fold) {
        OwnSamples own = raw.prepared(prepared);
        Dataset data = own.data();
        int[] rows = Leaks.unequal(own, prepared.train(), fold);
        String told = "stage " + stage + " has " + data.size() + " unlabelled samples, " + (data.size() - rows.length)
                + " left out as held-out or validation samples";
        if (rows.length == 0) {
            throw refusal(raw.own(), "no sample is left: " + told);
        }
        return new UnlabelledRows(
                data, rows, stages.get(stage).unlabelled().orElseThrow().batch(), told);
    }

    private StageRows own(int stage, Raw raw, PreparedData prepared, Fold fold, int number, EarlierRuns earlier) {
        StageData settings = stages.get(stage).data().orElseThrow();
        Dataset train = prepared.train();
        OwnSamples own = raw.prepared(prepared);
        Dataset data = own.data();
        int[] rows = settings.heldOut() ? IntStream.range(0, data.size()).toArray() : Leaks.unequal(own, train, fold);
        String told = "stage " + stage + " has " + data.size() + " samples of its own, " + (data.size() - rows.length)
                + " left out as held-out or validation samples";
        if (settings.pseudoLabels().isPresent()) {
            PseudoLabels pseudo = pseudo(settings.pseudoLabels().get(), data, train, fold, number, earlier);
            rows = pseudo.chosen(rows, fold.train().length);
            told += ", " + rows.length + " chosen by their pseudo-labels";
            data = pseudo;
        }
        if (settings.add()) {
            return new StageRows(new JoinedDataset(train, data), joined(fold.train(), rows, train.size()), told);
        }
        if (rows.length == 0) {
            throw refusal(raw.own(), "no sample is left to train on: " + told);
        }
        return new StageRows(data, rows, told);
    }

    private static PseudoLabels pseudo(
            PseudoLabelSettings settings, Dataset data, Dataset train, Fold fold, int number, EarlierRuns earlier) {
        List<String> ids = IntStream.range(0, data.size()).mapToObj(data::id).toList();
        Predictions predictions = new PseudoLabelSource(settings, train.task(), earlier).of(ids, train, fold, number);
        return new PseudoLabels(data, train.task(), predictions, settings);
    }

    private static int[] joined(int[] first, int[] second, int offset) {
        return IntStream.concat(IntStream.of(first), IntStream.of(second).map(row -> row + offset))
                .toArray();
    }
}
