package io.foldwise.report.shift;

import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.run.RunData;
import io.foldwise.engine.store.Json;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Shift;
import io.foldwise.spi.data.Shift.Giveaway;
import java.util.List;
import java.util.Optional;

/**
 * How far an experiment's training and test samples differ; a run keeps it in its {@code shift.json}.
 *
 * @param trainingSamples how many there are
 * @param testSamples how many there are
 * @param auc see {@link Shift#auc}
 * @param giveaways see {@link Shift#giveaways}
 */
public record MeasuredShift(int trainingSamples, int testSamples, double auc, List<Giveaway> giveaways) {

    /** From here on scores on random folds are not to be taken for scores on the test. */
    private static final double TOLD_APART = 0.6;

    public MeasuredShift {
        giveaways = List.copyOf(giveaways);
    }

    /**
     * Compares an experiment's samples; empty if its reader cannot.
     *
     * @throws io.foldwise.spi.IncompatibleException if there are too few samples
     */
    public static Optional<MeasuredShift> of(ExperimentParts parts, RunData data, Dataset test) {
        Seed seed = new Seed(parts.experiment().seed());
        return parts.reader()
                .shift(data.train(), test, seed)
                .map(shift -> new MeasuredShift(data.train().size(), test.size(), shift.auc(), shift.giveaways()));
    }

    /** What a run has kept; empty where it has not. */
    public static Optional<MeasuredShift> read(RunFolder folder) {
        return PlainFile.exists(folder.shift())
                ? Optional.of(Json.read(folder.shift(), MeasuredShift.class))
                : Optional.empty();
    }

    /** What follows for the experiment's scores, in a sentence. */
    public String meaning() {
        if (auc < TOLD_APART) {
            return "hardly to be told apart: what random folds say should hold for the test as well";
        }
        return auc - 0.5 < byChance()
                ? "too few samples to say: with so few, alike ones come as far by chance"
                : "told apart: random folds flatter; believe grouped folds, or the scores of a labelled test set";
    }

    /** How far from 0.5 the AUC of samples that are alike comes now and then: two of its deviations (Mann and Whitney). */
    private double byChance() {
        return 2 * Math.sqrt((trainingSamples + testSamples + 1.0) / (12.0 * trainingSamples * testSamples));
    }
}
