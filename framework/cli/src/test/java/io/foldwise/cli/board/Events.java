package io.foldwise.cli.board;

import io.foldwise.engine.execution.RunEvent;
import io.foldwise.engine.execution.RunEvent.EpochDone;
import io.foldwise.engine.execution.RunEvent.UnitFinished;
import io.foldwise.engine.execution.RunEvent.UnitStarted;
import io.foldwise.engine.execution.Unit;
import io.foldwise.engine.training.EpochReport;
import java.util.Map;

/** Events of an invented run: one trial, 6 and 4 epochs a fold in two stages. */
final class Events {

    static final RunPlan PLAN = new RunPlan("invented", "results/invented/1", "mlogloss", 4, 0, 2);

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
                        (stage == 0 ? 0 : 6) + epoch,
                        10,
                        0.4321,
                        1e-3,
                        Map.of("mlogloss", score),
                        best,
                        1.5,
                        1234.4));
    }
}
