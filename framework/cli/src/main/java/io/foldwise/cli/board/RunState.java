package io.foldwise.cli.board;

import io.foldwise.engine.execution.RunEvent;
import io.foldwise.engine.execution.RunEvent.EpochDone;
import io.foldwise.engine.execution.RunEvent.UnitFailed;
import io.foldwise.engine.execution.RunEvent.UnitFinished;
import io.foldwise.engine.execution.RunEvent.UnitStarted;
import io.foldwise.engine.execution.RunEvent.WorkerReady;
import io.foldwise.engine.training.EpochReport;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** How far a run is, from its events. */
final class RunState {

    private final RunPlan plan;
    private final Instant started;
    private final SortedMap<Integer, WorkerState> workers = new TreeMap<>();
    private final Set<Integer> loaded = new HashSet<>();
    private int finished;
    private int failed;
    private Duration fitting = Duration.ZERO;

    RunState(RunPlan plan, Instant started) {
        this.plan = plan;
        this.started = started;
        this.finished = plan.finished();
    }

    void accept(RunEvent event, Instant now) {
        if (event instanceof WorkerReady ready) {
            loaded.add(ready.worker());
            workers.computeIfPresent(ready.worker(), (number, state) -> state.doing("reading the data"));
        } else if (event instanceof UnitStarted start) {
            String activity = loaded.contains(start.worker()) ? "training" : "starting";
            workers.put(start.worker(), WorkerState.at(activity, Optional.of(start.unit()), now));
        } else if (event instanceof EpochDone epoch) {
            workers.merge(epoch.worker(), after(epoch, now), (before, after) -> with(before, epoch.report(), now));
        } else if (event instanceof UnitFinished end) {
            finished++;
            fitting = fitting.plus(Duration.between(worker(end.worker(), now).since(), now));
            workers.put(end.worker(), WorkerState.idle(now));
        } else if (event instanceof UnitFailed end) {
            failed += end.again() ? 0 : 1;
            if (end.kind().retried()) {
                loaded.remove(end.worker()); // a fresh process takes its place
            }
            workers.put(end.worker(), WorkerState.idle(now));
        }
    }

    private WorkerState after(EpochDone epoch, Instant now) {
        return with(WorkerState.at("training", Optional.of(epoch.unit()), now), epoch.report(), now);
    }

    private WorkerState with(WorkerState before, EpochReport report, Instant now) {
        OptionalDouble best = report.best() ? score(report) : before.best();
        return new WorkerState(
                report.reached() == report.planned() ? "predicting" : "training",
                before.unit(),
                before.since(),
                before.firstEpoch().or(() -> Optional.of(now)),
                now,
                report.reached(),
                report.planned(),
                before.trained() + 1,
                OptionalDouble.of(report.loss()),
                best,
                OptionalDouble.of(report.samplesPerSecond()));
    }

    /** The primary metric of an epoch. */
    OptionalDouble score(EpochReport report) {
        Double value = report.validation().get(plan.primaryMetric());
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    RunPlan plan() {
        return plan;
    }

    /** Workers that were ever given a unit, by number. */
    SortedMap<Integer, WorkerState> workers() {
        return workers;
    }

    WorkerState worker(int number, Instant now) {
        return workers.getOrDefault(number, WorkerState.idle(now));
    }

    int finished() {
        return finished;
    }

    int failed() {
        return failed;
    }

    Duration elapsed(Instant now) {
        return Duration.between(started, now);
    }

    /** How much of the run is done, in [0, 1]; a unit that is being fitted counts in part. */
    double share() {
        double running = workers.values().stream()
                .filter(state -> state.unit().isPresent())
                .mapToDouble(WorkerState::share)
                .sum();
        return (finished + failed + running) / plan.units();
    }

    /** How long the run will take on; empty while nothing is known yet. */
    Optional<Duration> left(Instant now) {
        long longest = 0;
        long running = 0;
        long expected = 0;
        int known = 0;
        int busy = 0;
        for (WorkerState state : workers.values()) {
            busy += state.unit().isPresent() ? 1 : 0;
            Optional<Duration> left = state.left(now);
            if (left.isPresent()) {
                longest = Math.max(longest, left.get().toMillis());
                running += left.get().toMillis();
                expected +=
                        left.get().plus(Duration.between(state.since(), now)).toMillis();
                known++;
            }
        }
        int fitted = finished - plan.finished();
        if (known + fitted == 0) {
            return Optional.empty();
        }
        long perUnit = (expected + fitting.toMillis()) / (known + fitted);
        int waiting = Math.max(0, plan.units() - finished - failed - known);
        long work = running + waiting * perUnit;
        return Optional.of(Duration.ofMillis(Math.max(longest, work / Math.max(1, Math.max(busy, plan.workers())))));
    }
}
