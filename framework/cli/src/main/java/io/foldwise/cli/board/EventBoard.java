package io.foldwise.cli.board;

import io.foldwise.engine.execution.RunEvent;
import io.foldwise.engine.execution.RunEvent.EpochDone;
import io.foldwise.engine.execution.RunEvent.Notice;
import io.foldwise.engine.execution.RunEvent.UnitFailed;
import io.foldwise.engine.execution.RunEvent.UnitFinished;
import io.foldwise.engine.execution.RunEvent.UnitStarted;
import io.foldwise.engine.execution.RunEvent.WorkerReady;
import io.foldwise.engine.execution.Unit;
import io.foldwise.engine.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A line of JSON for every event, for programs. Each has {@code event}, what it is, and {@code seconds}, since the run began. */
final class EventBoard implements Board {

    private final Consumer<String> out;
    private final InstantSource clock;
    private final Instant began;

    EventBoard(Consumer<String> out, RunPlan plan, InstantSource clock) {
        this.out = out;
        this.clock = clock;
        this.began = clock.instant();
        Map<String, Object> line = line("run");
        line.put("experiment", plan.experiment());
        line.put("run", plan.folder());
        line.put("metric", plan.primaryMetric());
        line.put("units", plan.units());
        line.put("finished", plan.finished());
        line.put("workers", plan.workers());
        out.accept(Json.line(line));
    }

    @Override
    public synchronized void accept(RunEvent event) {
        out.accept(Json.line(of(event)));
    }

    private Map<String, Object> of(RunEvent event) {
        if (event instanceof WorkerReady ready) {
            return with(line("worker"), "worker", ready.worker());
        } else if (event instanceof UnitStarted start) {
            return unit("started", start.unit(), start.worker());
        } else if (event instanceof EpochDone epoch) {
            return with(unit("epoch", epoch.unit(), epoch.worker()), "report", epoch.report());
        } else if (event instanceof UnitFinished end) {
            return unit("finished", end.unit(), end.worker());
        } else if (event instanceof UnitFailed failed) {
            Map<String, Object> line = unit("failed", failed.unit(), failed.worker());
            line.put("kind", failed.kind());
            line.put("reason", failed.reason());
            return with(line, "again", failed.again());
        } else if (event instanceof Notice notice) {
            return with(line("notice"), "text", notice.text());
        }
        throw new IllegalArgumentException("no line for " + event);
    }

    private Map<String, Object> unit(String event, Unit unit, int worker) {
        Map<String, Object> line = line(event);
        line.put("trial", unit.trial());
        line.put("fold", unit.fold());
        return with(line, "worker", worker);
    }

    private Map<String, Object> line(String event) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", event);
        return with(line, "seconds", Duration.between(began, clock.instant()).toMillis() / 1e3);
    }

    private static Map<String, Object> with(Map<String, Object> line, String key, Object value) {
        line.put(key, value);
        return line;
    }

    @Override
    public void close() {
        // nothing is redrawn
    }
}
