package io.foldwise.engine.earlier;

import io.foldwise.engine.ensemble.EnsembleChoice;
import io.foldwise.engine.ensemble.EnsembleChoice.Member;
import io.foldwise.engine.records.RunRefusedException;
import io.foldwise.engine.stagedata.PseudoLabelSettings;
import io.foldwise.engine.stagedata.PseudoLabelSettings.Models;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.PredictionStore;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.SealedRecord;
import io.foldwise.engine.store.UnitFolder;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.validation.Fold;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The predictions that label samples of a stage: test predictions of an earlier run, or a file of the user's.
 *
 * @param earlier tells what that run's models know
 */
public record PseudoLabelSource(PseudoLabelSettings settings, Task task, EarlierRuns earlier) {

    /** Every file that they come from, by a name that stays the same wherever it lies. */
    Map<String, Path> files(int folds) {
        Map<String, Path> files = new LinkedHashMap<>();
        if (settings.predictions().isPresent()) {
            PredictionStore store = ofFile();
            task.heads().forEach(head -> files.put("predictions of " + head.name(), store.file(head)));
            return files;
        }
        Path ensemble = new RunFolder(settings.run().orElseThrow()).ensemble();
        files.put("ensemble.json", ensemble);
        if (!PlainFile.exists(ensemble)) {
            return files;
        }
        RunFolder run = run();
        for (int fold = 0; fold < folds; fold++) {
            members(fold).forEach(member -> add(files, run, member));
        }
        choice().members().forEach(member -> add(files, run, member));
        return files;
    }

    private void add(Map<String, Path> files, RunFolder run, Member member) {
        PredictionStore store = predictions(run, member);
        for (Head head : task.heads()) {
            Path file = store.file(head);
            files.put(run.path().relativize(file).toString().replace('\\', '/'), file);
        }
    }

    /**
     * Predictions of samples for one fold.
     *
     * @throws RunRefusedException if the run is not finished, is damaged, or knows what the fold holds out
     * @throws io.foldwise.engine.store.StoreException if it has no prediction for one of the samples
     */
    public Predictions of(List<String> ids, Dataset data, Fold fold, int number) {
        if (settings.predictions().isPresent()) {
            return ofFile().find(ids);
        }
        RunFolder run = run();
        List<Member> members = members(number);
        boolean heldOut = heldOut(number);
        for (Member member : members) {
            UnitFolder unit = run.unit(member.trial(), member.fold());
            predictions(run, member)
                    .fileNames()
                    .forEach(file -> EarlierRuns.requireWhole(unit, file, "fold " + number + " cannot be labelled by"));
            if (heldOut) {
                EarlierRuns.requireHeldOut(new EarlierModel(run, member.trial(), member.fold()), data, fold, number);
            }
        }
        return new EnsembleChoice(choice().average(), members)
                .combine(members.stream()
                        .map(member -> predictions(run, member).find(ids))
                        .toList());
    }

    private RunFolder run() {
        RunFolder run = new RunFolder(settings.run().orElseThrow());
        run.intruder().ifPresent(intruder -> {
            throw new RunRefusedException(intruder);
        });
        return run;
    }

    private EnsembleChoice choice() {
        return SealedRecord.read(run().ensemble(), EnsembleChoice.class, run().resume("writes it anew"));
    }

    private boolean heldOut(int fold) {
        return settings.models() == Models.HELD_OUT && fold >= 0 && earlier.sharesData(run());
    }

    /** Those that predict for a fold; where the ensemble left the fold out, its models all the same. */
    private List<Member> members(int fold) {
        EnsembleChoice all = choice();
        if (!heldOut(fold)) {
            return all.members();
        }
        List<Member> ofFold = all.only(member -> member.fold() == fold).members();
        return ofFold.isEmpty() ? leftOut(all, fold) : ofFold;
    }

    private static List<Member> leftOut(EnsembleChoice all, int fold) {
        List<Integer> trials =
                all.members().stream().map(Member::trial).distinct().sorted().toList();
        return trials.stream()
                .map(trial -> new Member(trial, fold, 1.0 / trials.size(), Double.NaN))
                .toList();
    }

    private PredictionStore predictions(RunFolder run, Member member) {
        return run.unit(member.trial(), member.fold()).predictions(PredictionStore.TEST, task);
    }

    /** A user's own file may be a link. */
    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath();
        }
    }

    private PredictionStore ofFile() {
        Path file = settings.predictions().orElseThrow();
        String name = real(file).getFileName().toString();
        int dot = name.lastIndexOf('.');
        PredictionStore store =
                new PredictionStore(real(file).getParent(), dot > 0 ? name.substring(0, dot) : name, task);
        String expected = store.fileName(task.first());
        if (!expected.endsWith(name.substring(Math.max(0, dot)))) {
            throw new RunRefusedException("predictions of '" + task.first().name() + "' are read from a file like "
                    + expected + ", not from " + file);
        }
        return store;
    }
}
