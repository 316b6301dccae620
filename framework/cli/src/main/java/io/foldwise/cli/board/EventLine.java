package io.foldwise.cli.board;

import io.foldwise.engine.execution.RunEvent;
import io.foldwise.engine.execution.RunEvent.EpochDone;
import io.foldwise.engine.execution.RunEvent.Notice;
import io.foldwise.engine.execution.RunEvent.UnitFailed;
import io.foldwise.engine.execution.RunEvent.UnitFinished;
import io.foldwise.engine.execution.RunEvent.UnitStarted;
import io.foldwise.engine.execution.RunEvent.WorkerReady;
import io.foldwise.engine.training.EpochReport;
import io.foldwise.report.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** An event as a line of text. */
final class EventLine {

    private EventLine() {}

    /** What to say of an event. To be asked before the state learns of it. */
    static String of(RunEvent event, RunState state, Instant now) {
        if (event instanceof WorkerReady ready) {
            return "worker " + ready.worker() + " is ready";
        } else if (event instanceof UnitStarted start) {
            return start.unit() + " started on worker " + start.worker();
        } else if (event instanceof EpochDone epoch) {
            return epoch.unit() + ": " + epoch(epoch.report(), state);
        } else if (event instanceof UnitFinished end) {
            return end.unit() + " finished" + summary(state.worker(end.worker(), now), state.plan(), now);
        } else if (event instanceof UnitFailed end) {
            return end.unit() + " failed: " + end.reason() + (end.again() ? "; it is tried again" : "");
        } else if (event instanceof Notice notice) {
            return notice.text();
        }
        throw new IllegalArgumentException("no words for " + event);
    }

    private static String epoch(EpochReport report, RunState state) {
        RunPlan plan = state.plan();
        StringBuilder line = new StringBuilder("epoch ")
                .append(report.reached())
                .append('/')
                .append(report.planned())
                .append(", loss ")
                .append(Words.number(report.loss()));
        state.score(report)
                .ifPresent(score -> line.append(", ")
                        .append(plan.primaryMetric())
                        .append(' ')
                        .append(Words.number(score)));
        return line.append(report.best() ? " (best)" : "")
                .append(", ")
                .append(Math.round(report.samplesPerSecond()))
                .append(" samples/s")
                .toString();
    }

    private static String summary(WorkerState worker, RunPlan plan, Instant now) {
        if (worker.unit().isEmpty()) {
            return "";
        }
        String best =
                worker.best().isPresent() ? ", best " + plan.primaryMetric() + " " + Words.number(worker.best()) : "";
        String epochs = worker.trained() == 0 ? "" : " after " + Words.count(worker.trained(), "epoch");
        return epochs + best + ", " + Words.time(Duration.between(worker.since(), now));
    }

    /** The run as a whole. */
    static String progress(RunState state, Instant now) {
        RunPlan plan = state.plan();
        String failed = state.failed() == 0 ? "" : ", " + state.failed() + " failed";
        Optional<Duration> left = state.left(now);
        return state.finished() + " of " + Words.count(plan.units(), "fold") + " done" + failed + ", "
                + Words.time(state.elapsed(now)) + " elapsed"
                + left.map(duration -> ", about " + Words.time(duration) + " left")
                        .orElse("");
    }
}
