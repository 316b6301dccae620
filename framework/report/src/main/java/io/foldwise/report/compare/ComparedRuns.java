package io.foldwise.report.compare;

import io.foldwise.engine.records.RunRefusedException;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.StoreException;
import io.foldwise.report.reading.RunReading;
import io.foldwise.report.reading.TrialReading;
import io.foldwise.report.runs.RunList;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Finds the runs that folders stand for. */
final class ComparedRuns {

    private ComparedRuns() {}

    /**
     * @param folders of runs; of sweeps, which stand for their trials; or of experiments, which stand for their finished runs
     * @param remarks is told what was left out
     * @throws RunRefusedException if a folder is none of these, or there is nothing to compare
     */
    static List<ComparedRun> find(List<Path> folders, Consumer<String> remarks) {
        List<ComparedRun> runs = new ArrayList<>();
        for (Path folder : folders) {
            if (RunList.isRun(folder)) {
                addNamed(folder, folders.size() == 1, runs, remarks);
            } else {
                addAll(folder, runs, remarks);
            }
        }
        if (runs.size() < 2) {
            throw new RunRefusedException("there is "
                    + (runs.isEmpty()
                            ? "no finished run"
                            : "only one finished run, " + runs.get(0).label())
                    + ": name at least two, a sweep, or a folder of several runs");
        }
        return runs;
    }

    private static void addNamed(Path folder, boolean alone, List<ComparedRun> runs, Consumer<String> remarks) {
        RunReading reading = RunReading.of(folder);
        if (reading.sweep().isPresent() && alone) {
            addTrials(reading, runs, remarks);
        } else if (reading.finished()) {
            reading.flaws().forEach(remarks);
            runs.add(ComparedRun.of(reading));
        } else {
            throw new RunRefusedException(folder + " is not finished: " + new RunFolder(folder).resume("goes on")
                    + (reading.flaws().isEmpty() ? "" : " (" + reading.flaws().get(0) + ")"));
        }
    }

    private static void addTrials(RunReading sweep, List<ComparedRun> runs, Consumer<String> remarks) {
        List<TrialReading> finished = sweep.trials().stream()
                .filter(trial -> trial.units().size() == sweep.folds())
                .filter(trial ->
                        trial.units().stream().noneMatch(unit -> unit.record().givenUp()))
                .sorted(Comparator.comparing((TrialReading trial) -> trial.number() != sweep.reported())
                        .thenComparing(TrialReading::number))
                .toList();
        int left = sweep.trials().size() - finished.size();
        if (left > 0) {
            remarks.accept(left + " of " + sweep.trials().size() + " trials of "
                    + sweep.folder().path() + " are left out: they were given up, failed, or are not finished");
        }
        finished.forEach(trial -> runs.add(ComparedRun.ofTrial(sweep, trial.number(), trial.units())));
    }

    private static void addAll(Path folder, List<ComparedRun> runs, Consumer<String> remarks) {
        if (!Files.isDirectory(folder)) {
            throw new RunRefusedException(folder + " is no folder");
        }
        List<Path> inside =
                RunList.folders(folder).stream().filter(RunList::isRun).toList();
        if (inside.isEmpty()) {
            throw new RunRefusedException(folder + " holds no run: it has no resolved.conf, nor has any folder in it");
        }
        for (Path path : inside) {
            try {
                RunReading reading = RunReading.of(path);
                if (reading.finished()) {
                    reading.flaws().forEach(remarks);
                    runs.add(ComparedRun.of(reading));
                } else {
                    remarks.accept(path + " is left out: it is not finished");
                }
            } catch (StoreException damaged) {
                remarks.accept(path + " is left out: " + damaged.getMessage());
            }
        }
    }
}
