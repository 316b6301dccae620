package io.foldwise.engine.study;

import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.training.Stage;
import io.foldwise.engine.training.StageExamples;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.model.NetworkModel;
import io.foldwise.spi.validation.Fold;
import java.util.List;

/** What the first fold of an experiment will be trained on, before any training. */
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
        Fold fold = OpenRun.split(parts, data).folds().get(0);
        Dataset prepared = PreparedData.of(data, fold).train();
        Seed seed = UnitFit.seed(parts, 0);
        if (!(parts.model(prepared, seed) instanceof NetworkModel)) {
            throw new RunRefusedException("a model of type "
                    + parts.experiment().model().type() + " is not trained in stages: it sees samples as they are");
        }
        List<Stage> stages = parts.stages(prepared, seed, 0);
        if (stage >= stages.size()) {
            throw new RunRefusedException("there is no stage " + (stage + 1) + ": the experiment has " + stages.size());
        }
        return new StageExamples(prepared, fold.train(), stages.get(stage), seed, stage);
    }
}
