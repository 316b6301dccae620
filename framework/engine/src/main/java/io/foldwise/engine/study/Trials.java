package io.foldwise.engine.study;

import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.experiment.LoadedExperiment;
import io.foldwise.engine.search.SearchSettings;
import io.foldwise.engine.search.SearchSettings.ByCurves;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.SealedRecord;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.TrialRecord;
import io.foldwise.engine.store.WholeFile;
import java.nio.file.Path;
import java.util.HashMap;
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
    static Trials of(RunFolder run, LoadedExperiment experiment, ExperimentLoader loader) {
        if (PlainFile.exists(run.sweep())) {
            return new Swept(run, experiment, loader);
        }
        return single(experiment);
    }

    /** An experiment as its own only trial. */
    static Trials single(LoadedExperiment experiment) {
        Trial single = new Trial(experiment.parts(), experiment.decisive(), Optional.empty());
        return number -> single;
    }

    /** The trials of a sweep. */
    final class Swept implements Trials {

        private final RunFolder run;
        private final ExperimentLoader loader;
        private final Optional<ByCurves> rule;
        private final Map<Integer, Trial> read = new HashMap<>();

        private Swept(RunFolder run, LoadedExperiment experiment, ExperimentLoader loader) {
            this.run = run;
            this.loader = loader;
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
            LoadedExperiment experiment = loader.parse(file.toString(), WholeFile.read(file));
            int rival = record.rival();
            return new Trial(
                    experiment.parts(),
                    experiment.decisive() + weights(experiment),
                    rule.filter(measured -> rival != TrialRecord.NO_RIVAL)
                            .map(measured ->
                                    new Rival(rival, measured, trial(rival).decisive())));
        }

        /** Checksums of the weights that a trial starts from: the run's provenance has those of the sweep's experiment alone. */
        private static String weights(LoadedExperiment experiment) {
            ExperimentParts parts = experiment.parts();
            Map<String, String> checksums =
                    Provenance.checksums(parts.weightsFiles(parts.split().folds()));
            return checksums.isEmpty() ? "" : "\n" + checksums;
        }
    }
}
