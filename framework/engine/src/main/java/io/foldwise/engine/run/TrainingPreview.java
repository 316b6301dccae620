package io.foldwise.engine.run;

import io.foldwise.engine.experiment.Experiment;
import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.records.RunRefusedException;
import io.foldwise.engine.training.Stage;
import io.foldwise.engine.training.StageExamples;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.model.NetworkModel;
import io.foldwise.spi.validation.Fold;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the first fold of an experiment is trained on. */
public final class TrainingPreview {

    private TrainingPreview() {}

    /**
     * Reads the data, divides and prepares it as a run does.
     *
     * @param stage its number, from 0
     * @throws RunRefusedException if there is no such stage, or none at all
     * @throws io.foldwise.spi.data.DataException if the data is not in its format
     */
    public static StageExamples of(ExperimentParts parts, int stage) {
        RunData data = RunData.read(parts);
        return of(parts, data, OpenRun.split(parts, data).folds().get(0), stage);
    }

    /** What a run's first fold was trained on in its last stage that augments the run's own samples; empty if no stage does. */
    public static Optional<StageExamples> augmented(OpenRun run, int trial) {
        ExperimentParts parts = run.trials().trial(trial).parts();
        List<Experiment.Stage> stages = parts.experiment().trainingStages();
        return IntStream.range(0, stages.size())
                .map(place -> stages.size() - 1 - place)
                .filter(stage -> stages.get(stage).data().isEmpty())
                .filter(stage -> stages.get(stage)
                        .augment()
                        .filter(some -> !some.isEmpty())
                        .isPresent())
                .mapToObj(stage -> of(parts, run.data(), run.plan().folds().get(0), stage))
                .findFirst();
    }

    private static StageExamples of(ExperimentParts parts, RunData data, Fold fold, int stage) {
        Dataset prepared = PreparedData.of(data, fold).train();
        Seed seed = UnitFit.seed(parts, 0);
        if (!(parts.model(prepared, seed) instanceof NetworkModel)) {
            throw new RunRefusedException("a model of type "
                    + parts.experiment().model().type() + " is not trained in stages: it sees samples as they are");
        }
        List<Stage> stages = parts.stages().of(prepared, seed, 0);
        if (stage >= stages.size()) {
            throw new RunRefusedException("there is no stage " + (stage + 1) + ": the experiment has " + stages.size());
        }
        return new StageExamples(prepared, fold.train(), stages.get(stage), seed, stage);
    }
}
