package io.foldwise.engine.run;

import io.foldwise.engine.earlier.EarlierRuns;
import io.foldwise.engine.execution.Unit;
import io.foldwise.engine.execution.UnitWork;
import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.provenance.RuntimeEnvironment;
import io.foldwise.engine.records.RunRecords;
import io.foldwise.engine.store.PredictionStore;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.UnitFolder;
import io.foldwise.engine.store.UnitRecord;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.engine.training.EpochReport;
import io.foldwise.engine.training.FittedDirectly;
import io.foldwise.engine.training.FittedNetwork;
import io.foldwise.engine.training.LearningCurvePruning;
import io.foldwise.engine.training.Material;
import io.foldwise.engine.training.NetworkTrainer;
import io.foldwise.engine.training.Predictor;
import io.foldwise.engine.training.Scoring;
import io.foldwise.engine.training.Stage;
import io.foldwise.engine.training.StopRule;
import io.foldwise.engine.training.TrainingResult;
import io.foldwise.engine.validation.SplitPlan;
import io.foldwise.engine.weights.Transfer;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.model.DirectModel;
import io.foldwise.spi.model.DirectModel.Fitted;
import io.foldwise.spi.model.Model;
import io.foldwise.spi.model.NetworkModel;
import io.foldwise.spi.validation.Fold;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Fits one unit: trains, predicts the held-out and the test samples, and writes the unit's folder.
 *
 * @param stageData reads the samples that stages have of their own
 */
public record UnitFit(
        RunFolder run,
        RunData data,
        SplitPlan plan,
        Trials trials,
        Fingerprint fingerprint,
        StageSamples.Reading stageData)
        implements UnitWork {

    @Override
    public void fit(Unit unit, Consumer<EpochReport> progress) {
        long started = System.nanoTime();
        Trial trial = trials.trial(unit.trial());
        ExperimentParts parts = trial.parts();
        Fold fold = unit.refits() ? everything() : plan.folds().get(unit.fold());
        Seed seed = seed(parts, unit.fold());
        Scoring scoring = parts.scoring();
        StopRule rule = unit.refits()
                ? untilMedianBestEpoch(unit.trial())
                : trial.incumbent()
                        .map(incumbent -> pruning(incumbent, unit.fold(), scoring))
                        .orElse(StopRule.NONE);
        EarlierRuns earlier =
                new EarlierRuns(parts, () -> RunRecords.of(run).provenance().data());
        if (!unit.refits()) {
            earlier.requireNoLeak(data.train(), fold, unit.fold());
        }
        PreparedData prepared = PreparedData.of(data, fold);
        List<Material> own = stageData.of(parts).of(prepared, fold, unit.fold(), earlier);
        Learned learned = learn(parts, prepared.train(), fold, own, unit, seed, scoring, rule, progress);

        UnitFolder folder = run.unit(unit.trial(), unit.fold());
        Path files = folder.begin();
        save(learned.predictor(), files.resolve(UnitFolder.MODEL));
        prepared.save(files);
        Predictions heldOut =
                predict(learned.predictor(), prepared.train(), fold.heldOut(), files, PredictionStore.OUT_OF_FOLD);
        prepared.test().ifPresent(test -> {
            int[] rows = IntStream.range(0, test.size()).toArray();
            predict(learned.predictor(), test, rows, files, PredictionStore.TEST);
        });
        WholeFile.write(files.resolve(UnitFolder.HISTORY), HistoryTable.lines(learned.history(), learned.stopReason()));
        WholeFile.write(files.resolve(UnitFolder.LOG), log(unit, fold, own, learned));
        Map<String, Double> scores =
                unit.refits() ? scoring.undefined() : scoring.values(data.train(), fold.heldOut(), heldOut);
        double seconds = (System.nanoTime() - started) / 1e9;
        folder.finish(checksums -> new UnitRecord(
                fingerprint.of(unit),
                learned.stopReason(),
                learned.givenUp(),
                learned.history().size(),
                learned.bestEpoch(),
                learned.parameters(),
                seconds,
                learned.history().stream().mapToDouble(EpochReport::seconds).sum(),
                learned.history().stream()
                        .mapToLong(epoch -> Math.round(epoch.samplesPerSecond() * epoch.seconds()))
                        .sum(),
                ProcessMemory.peak(),
                scores,
                RuntimeEnvironment.describe(),
                checksums));
    }

    @Override
    public Optional<String> culprit(Unit unit, Throwable thrown) {
        return trials.trial(unit.trial()).parts().culprit(thrown);
    }

    /** Not of the trial: trials that are compared start from the same randomness. */
    static Seed seed(ExperimentParts parts, int fold) {
        return new Seed(parts.experiment().seed()).branch("fold", fold);
    }

    private StopRule pruning(Incumbent incumbent, int fold, Scoring scoring) {
        List<Double> objective = HistoryTable.validation(
                        run.unit(incumbent.trial(), fold).file(UnitFolder.HISTORY), scoring.primaryMetric())
                .stream()
                .map(value -> scoring.objective(scoring.primaryMetric(), value))
                .toList();
        return new LearningCurvePruning(
                "trial " + incumbent.trial(),
                objective,
                incumbent.rule().after(),
                incumbent.rule().share(),
                scoring);
    }

    /** Everybody learns; nobody validates or is held out. */
    private Fold everything() {
        return new Fold(IntStream.range(0, data.train().size()).toArray(), new int[0], new int[0]);
    }

    /** Those of the experiment; on all samples, nothing is watched, since nothing is held out. */
    private List<Stage> stages(ExperimentParts parts, Dataset train, List<Material> own, Seed seed, Unit unit) {
        List<Stage> stages = new ArrayList<>(parts.stages().of(train, seed, unit.fold()));
        for (int number = 0; number < stages.size(); number++) {
            stages.set(number, stages.get(number).with(own.get(number)));
        }
        return unit.refits()
                ? List.of(stages.get(0).with(stages.get(0).settings().unwatched()))
                : stages;
    }

    /** Of an even number of folds the larger of the two in the middle. */
    private int medianBestEpoch(int trial) {
        int[] best = IntStream.range(0, plan.folds().size())
                .mapToObj(fold -> run.unit(trial, fold).unit())
                .mapToInt(unit -> keepsBest(trial) && unit.bestEpoch() > 0 ? unit.bestEpoch() : unit.epochs())
                .sorted()
                .toArray();
        return best[best.length / 2];
    }

    private boolean keepsBest(int trial) {
        return trials.trial(trial)
                .parts()
                .experiment()
                .trainingStages()
                .get(0)
                .trainer()
                .keepBest();
    }

    /** Where a network on all samples ends: schedules, samplers and hooks go on as if it were trained as long as folds may be. */
    private StopRule untilMedianBestEpoch(int trial) {
        int epochs = medianBestEpoch(trial);
        return history -> history.size() < epochs
                ? Optional.empty()
                : Optional.of(epochs + " epochs done, the median of the folds' best");
    }

    private Learned learn(
            ExperimentParts parts,
            Dataset train,
            Fold fold,
            List<Material> own,
            Unit unit,
            Seed seed,
            Scoring scoring,
            StopRule rule,
            Consumer<EpochReport> progress) {
        Model model = parts.model(train, seed);
        if (model instanceof NetworkModel network) {
            List<Stage> stages = stages(parts, train, own, seed, unit);
            TrainingResult result = new NetworkTrainer(
                            network,
                            train,
                            fold,
                            scoring,
                            seed,
                            parts.experiment().standardiseQuantities().orElse(false),
                            progress)
                    .train(stages, rule);
            return new Learned(
                    new FittedNetwork(
                            result.network(), stages.get(stages.size() - 1).inference()),
                    result.history(),
                    result.bestEpoch(),
                    result.stopReason(),
                    result.givenUp() && !unit.refits(),
                    result.network().numParams(),
                    result.transfers());
        }
        Fitted fitted = ((DirectModel) model).fit(train, fold.train());
        return new Learned(new FittedDirectly(fitted), List.of(), 0, "fitted directly", false, 0, List.of());
    }

    private record Learned(
            Predictor predictor,
            List<EpochReport> history,
            int bestEpoch,
            String stopReason,
            boolean givenUp,
            long parameters,
            List<Transfer> transfers) {}

    /** Writes predictions, and gives them as they were written. */
    private static Predictions predict(Predictor predictor, Dataset data, int[] rows, Path folder, String name) {
        PredictionStore store = new PredictionStore(folder, name, data.task());
        List<String> ids = Arrays.stream(rows).mapToObj(data::id).toList();
        try (PredictionStore.Writer writer = store.write(ids)) {
            predictor.predict(data, rows, writer::add);
        }
        return store.read(ids);
    }

    private static void save(Predictor predictor, Path file) {
        try {
            predictor.save(file);
        } catch (IOException e) {
            throw new StoreException("write", file, e);
        }
    }

    private static List<String> log(Unit unit, Fold fold, List<Material> own, Learned learned) {
        List<String> lines = new ArrayList<>();
        lines.add("%s: %d training, %d validation, %d held-out samples; %d parameters"
                .formatted(
                        unit,
                        fold.train().length,
                        fold.validation().length,
                        fold.heldOut().length,
                        learned.parameters()));
        own.forEach(material -> lines.addAll(material.told()));
        learned.transfers().forEach(transfer -> lines.addAll(transfer.lines()));
        RuntimeEnvironment.describe().forEach((key, value) -> lines.add(key + ": " + value));
        learned.history().forEach(epoch -> lines.add(epoch.toString()));
        if (learned.bestEpoch() > 0) {
            EpochReport best = learned.history().get(learned.bestEpoch() - 1);
            lines.add("best: epoch " + best.epoch() + " of stage " + best.stage());
        }
        lines.add("stopped: " + learned.stopReason());
        return lines;
    }
}
