package io.foldwise.engine.study;

import io.foldwise.engine.experiment.BoundExperiment;
import io.foldwise.engine.experiment.DataPlace;
import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.search.SearchSettings;
import io.foldwise.engine.search.SearchSettings.ByCurves;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.SealedRecord;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.TrialRecord;
import io.foldwise.engine.validation.SplitPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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
        private final Map<Path, Map<String, String>> weightChecksums = new HashMap<>();

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
                    experiment.fingerprinted() + weights(experiment),
                    rule.filter(measured -> incumbent != TrialRecord.NO_INCUMBENT)
                            .map(measured -> new Incumbent(
                                    incumbent, measured, trial(incumbent).fingerprinted())));
        }

        /**
         * Checksums of the weights that a trial starts from, which the run's provenance does not have: it has those of the
         * sweep's experiment. Files that are gone have none, and are missed by whoever trains.
         */
        private String weights(BoundExperiment experiment) {
            ExperimentParts parts = experiment.parts();
            List<Path> files =
                    parts.weightsFiles(parts.split().folds().orElseGet(() -> SplitPlan.count(run.split()))).stream()
                            .filter(Files::exists)
                            .toList();
            Map<String, String> checksums = new LinkedHashMap<>();
            files.forEach(file -> checksums.putAll(
                    weightChecksums.computeIfAbsent(file, unread -> Provenance.checksums(List.of(unread)))));
            return checksums.isEmpty() ? "" : "\n" + checksums;
        }
    }
}
