package io.foldwise.engine.run;

import io.foldwise.engine.earlier.EarlierFiles;
import io.foldwise.engine.earlier.EarlierRuns;
import io.foldwise.engine.experiment.BoundExperiment;
import io.foldwise.engine.experiment.DataFiles;
import io.foldwise.engine.experiment.DataPlace;
import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.records.RunRecords;
import io.foldwise.engine.search.SearchSettings;
import io.foldwise.engine.search.SearchSettings.ByCurves;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.SealedRecord;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.TrialRecord;
import io.foldwise.engine.validation.SplitPlan;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The trials of a run, by number. */
@FunctionalInterface
public interface Trials {

    Trial trial(int number);

    /**
     * The trials of a run folder: those of a sweep are read from their folders, once they are asked for; any other run has
     * a single one, the experiment itself.
     */
    static Trials of(RunFolder run, BoundExperiment experiment, ExperimentLoader loader, DataPlace data) {
        if (PlainFile.exists(run.sweep())) {
            return new Swept(run, experiment, loader, data);
        }
        return single(experiment);
    }

    /** An experiment as its own only trial. */
    static Trials single(BoundExperiment experiment) {
        Trial single = new Trial(experiment.parts(), experiment.fingerprinted(), Optional.empty());
        return number -> single;
    }

    /** The trials of a sweep. */
    final class Swept implements Trials {

        private final RunFolder run;
        private final ExperimentLoader loader;
        private final DataPlace data;
        private final Optional<ByCurves> rule;
        private final Map<Integer, Trial> read = new HashMap<>();
        private final Map<Path, String> checksums = new HashMap<>();

        private Swept(RunFolder run, BoundExperiment experiment, ExperimentLoader loader, DataPlace data) {
            this.run = run;
            this.loader = loader;
            this.data = data;
            this.rule = experiment
                    .parts()
                    .experiment()
                    .search()
                    .map(SearchSettings::pruning)
                    .flatMap(SearchSettings.Pruning::curves);
        }

        @Override
        public Trial trial(int number) {
            if (!read.containsKey(number)) {
                read.put(number, read(number));
            }
            return read.get(number);
        }

        private Trial read(int number) {
            Path file = run.trialExperiment(number);
            TrialRecord record =
                    SealedRecord.read(run.trialRecord(number), TrialRecord.class, run.resume("writes it anew"));
            if (!record.describes(file)) {
                throw new StoreException(
                        file + " is missing, damaged or was changed by hand: " + run.resume("writes it anew"));
            }
            BoundExperiment experiment = loader.bind(file, data);
            int incumbent = record.incumbent();
            return new Trial(
                    experiment.parts(),
                    experiment.fingerprinted() + files(experiment),
                    rule.filter(measured -> incumbent != TrialRecord.NO_INCUMBENT)
                            .map(measured -> new Incumbent(
                                    incumbent, measured, trial(incumbent).fingerprinted())));
        }

        /**
         * Checksums of the weights that a trial starts from and of what its stages read, which the run's provenance does not
         * have: it has those of the sweep's experiment. Files that are gone have none, and are missed by whoever trains.
         */
        private String files(BoundExperiment experiment) {
            ExperimentParts parts = experiment.parts();
            EarlierRuns earlier =
                    new EarlierRuns(parts, () -> RunRecords.of(run).provenance().data());
            int folds = parts.split().folds().orElseGet(() -> SplitPlan.count(run.split()));
            Map<String, Path> files =
                    new LinkedHashMap<>(EarlierFiles.of(parts, folds, earlier).paths());
            files.putAll(DataFiles.ofStages(parts));
            Map<String, String> sums = new EarlierFiles(files).checksums(checksums);
            return sums.isEmpty() ? "" : "\n" + sums;
        }
    }
}
