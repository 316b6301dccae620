package io.foldwise.engine.earlier;

import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.records.RunRecords;
import io.foldwise.engine.records.RunRefusedException;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.PredictionStore;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.SealedRecord;
import io.foldwise.engine.store.TaskRecord;
import io.foldwise.engine.store.UnitFolder;
import io.foldwise.engine.validation.SplitPlan;
import io.foldwise.engine.validation.SplitSize;
import io.foldwise.engine.weights.WeightsSettings;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.validation.Fold;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The runs whose models an experiment starts from. Weights that were learned from a sample know it: a fold
 * that holds it out must not start from them. So a model is taken only if it had held out all that the fold holds out, by the
 * samples' ids; between runs on other data, which cannot be compared, the user has to name the model. So it is with weights that are said to
 * have learned of features alone.
 *
 * @param checksums of this run's data files
 */
public record EarlierRuns(ExperimentParts parts, Supplier<Map<String, String>> checksums) {

    /** @throws RunRefusedException if a fold would start from a model that is missing, damaged, or knows held-out samples */
    public void requireNoLeak(Dataset data, SplitPlan plan) {
        for (int number = 0; number < plan.folds().size(); number++) {
            requireNoLeak(data, plan.folds().get(number), number);
        }
    }

    /** As {@link #requireNoLeak(Dataset, SplitPlan)}, of one fold. */
    public void requireNoLeak(Dataset data, Fold fold, int number) {
        parts.experiment().trainingStages().stream()
                .flatMap(stage -> stage.start().stream())
                .flatMap(start -> start.weights().stream())
                .filter(weights -> weights.run().isPresent())
                .forEach(weights -> requireNoLeak(weights, data, fold, number));
    }

    private void requireNoLeak(WeightsSettings weights, Dataset data, Fold fold, int number) {
        RunFolder run = new RunFolder(weights.run().orElseThrow());
        int other = weights.fold().orElse(number);
        run.intruder().ifPresent(intruder -> {
            throw new RunRefusedException(intruder);
        });
        boolean sameData = sharesData(run);
        if (!sameData && weights.fold().isEmpty()) {
            throw new RunRefusedException(run.path() + " is a run on other data, whose folds are not those of this one:"
                    + " name the fold whose model all folds start from, weights.fold = 0, and make sure that it learned from"
                    + " no sample of this data, for scores would be too good");
        }
        EarlierModel model = new EarlierModel(run, weights.trial(), other);
        requireWhole(model.unit(), UnitFolder.MODEL, "fold " + number + " cannot start from");
        if (sameData && !weights.unlabelled()) {
            requireHeldOut(model, data, fold, number);
        }
        if (sameData && weights.unlabelled()) {
            requireOtherTask(run, data);
        }
    }

    /** A run that was asked for the same columns has learned the answers, whatever the experiment says of it. */
    private static void requireOtherTask(RunFolder run, Dataset data) {
        if (!PlainFile.exists(run.task())) {
            return;
        }
        TaskRecord earlier = SealedRecord.read(run.task(), TaskRecord.class, run.resume("writes it anew"));
        data.task().heads().stream()
                .filter(RowHead.class::isInstance)
                .filter(head -> earlier.heads().stream()
                        .anyMatch(asked -> asked.name().equals(head.name())
                                && asked.columns().equals(head.columns())))
                .findFirst()
                .ifPresent(head -> {
                    throw new RunRefusedException("weights.unlabelled says that " + run.path()
                            + " has learned of features alone, and it was trained to answer '" + head.name()
                            + "', which is asked here: take the line out, and folds start from models that held out what they"
                            + " hold out");
                });
    }

    /** Whether any file is the same, or both runs make their data up. */
    boolean sharesData(RunFolder run) {
        Map<String, String> other = RunRecords.of(run).provenance().data();
        Map<String, String> own = checksums.get();
        return other.isEmpty() && own.isEmpty() || other.values().stream().anyMatch(own::containsValue);
    }

    static void requireHeldOut(EarlierModel model, Dataset data, Fold fold, int number) {
        UnitFolder unit = model.unit();
        String file = unit.unit().files().keySet().stream()
                .filter(name -> name.startsWith(PredictionStore.OUT_OF_FOLD))
                .findFirst()
                .orElseThrow(
                        () -> new RunRefusedException(unit.path() + " has no predictions of its held-out samples"));
        requireWhole(unit, file, "fold " + number + " cannot learn what is known to");
        Set<String> unlearned = unlearned(model, PredictionStore.ids(unit.file(file)), data);
        List<String> known = IntStream.concat(Arrays.stream(fold.heldOut()), Arrays.stream(fold.validation()))
                .distinct()
                .mapToObj(data::id)
                .filter(id -> !unlearned.contains(id))
                .toList();
        if (!known.isEmpty()) {
            throw new RunRefusedException(
                    "fold " + number + " holds out " + fold.heldOut().length + " samples, and the model of "
                            + unit.path() + " has learned from " + known.size()
                            + " of them or of those it validates with, such as '"
                            + known.get(0)
                            + "': that is a leak, scores would be too good. Both runs need the same split and seed, and 'fold' is"
                            + " for runs on other data");
        }
    }

    /**
     * The samples that a model has not learned from: those it held out and, where the rows of its run are those of this data,
     * those that it was validated with.
     */
    private static Set<String> unlearned(EarlierModel model, Set<String> heldOut, Dataset data) {
        Path split = model.run().split();
        if (SplitSize.read(split).samples() != data.size()) {
            return heldOut;
        }
        Fold earlier = SplitPlan.read(split, data).folds().get(model.fold());
        if (!ids(data, earlier.heldOut()).equals(heldOut)) {
            return heldOut;
        }
        Set<String> unlearned = ids(data, earlier.validation());
        unlearned.addAll(heldOut);
        return unlearned;
    }

    private static Set<String> ids(Dataset data, int... rows) {
        return Arrays.stream(rows).mapToObj(data::id).collect(Collectors.toSet());
    }

    /** @param cannot what it is needed for: "fold 0 cannot start from" */
    static void requireWhole(UnitFolder unit, String file, String cannot) {
        Optional<String> flaw = unit.exists() ? unit.flaw(file) : Optional.of("it is not there");
        flaw.ifPresent(reason -> {
            throw new RunRefusedException(cannot + " " + unit.path() + ": " + reason);
        });
    }
}
