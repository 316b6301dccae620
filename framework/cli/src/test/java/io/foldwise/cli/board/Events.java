package io.foldwise.cli.board;

import io.foldwise.engine.execution.RunEvent;
import io.foldwise.engine.execution.RunEvent.EpochDone;
import io.foldwise.engine.execution.RunEvent.UnitFinished;
import io.foldwise.engine.execution.RunEvent.UnitStarted;
import io.foldwise.engine.execution.Unit;
import io.foldwise.engine.training.EpochReport;
import java.util.List;
import java.util.Map;

/** Events of an invented run: one trial, 10 epochs a fold in two stages. */
final class Events {

    static final RunPlan PLAN = new RunPlan("invented", "results/invented/1", "mlogloss", List.of(6, 4), 4, 0, 2);

    private Events() {}

    static RunEvent started(int worker, int fold) {
        return new UnitStarted(worker, new Unit(0, fold));
    }

    static RunEvent finished(int worker, int fold) {
        return new UnitFinished(worker, new Unit(0, fold));
    }

    static RunEvent epoch(int worker, int fold, int stage, int epoch, double score, boolean best) {
        return new EpochDone(
                worker,
                new Unit(0, fold),
                new EpochReport(
                        stage,
                        epoch,
                        PLAN.stageEpochs().get(stage),
                        0.4321,
                        1e-3,
                        Map.of("mlogloss", score),
                        best,
                        1.5,
                        1234.4));
    }
}
