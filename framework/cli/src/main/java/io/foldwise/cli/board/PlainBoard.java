package io.foldwise.cli.board;

import io.foldwise.cli.context.Repeating;
import io.foldwise.engine.execution.RunEvent;
import io.foldwise.engine.execution.RunEvent.EpochDone;
import io.foldwise.engine.execution.RunEvent.WorkerReady;
import io.foldwise.report.words.Words;
import io.foldwise.spi.Escapes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * A line for every event, for log files and pipes. A unit's first epoch always has one, later epochs that follow
 * each other fast have none; when nothing has happened for a while, a line says how far the run is.
 */
final class PlainBoard implements Board {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration BETWEEN_EPOCHS = Duration.ofSeconds(2);
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final Duration LATER_SILENCE = Duration.ofSeconds(30);
    private static final Duration LATER = Duration.ofMinutes(2);

    private final Consumer<String> out;
    private final RunState state;
    private final InstantSource clock;
    private final Repeating looking;
    private Instant lastLine;
    private boolean closed;

    PlainBoard(Consumer<String> out, RunPlan plan, InstantSource clock) {
        this.out = out;
        this.clock = clock;
        this.state = new RunState(plan, clock.instant());
        this.lastLine = clock.instant();
        say(plan.experiment() + ": " + Words.count(plan.units() - plan.finished(), "fold") + " to fit on "
                + Words.count(plan.workers(), "worker")
                + (plan.finished() == 0 ? "" : ", " + plan.finished() + " finished before") + "; kept in "
                + plan.folder());
        this.looking = new Repeating("board", LOOK, LOOK, this::breakSilence);
    }

    @Override
    public synchronized void accept(RunEvent event) {
        Instant now = clock.instant();
        if (!closed && !(event instanceof WorkerReady) && !tooSoon(event, now)) {
            say(EventLine.of(event, state, now));
        }
        state.accept(event, now);
    }

    private boolean tooSoon(RunEvent event, Instant now) {
        return event instanceof EpochDone epoch
                && state.worker(epoch.worker(), now).epoch() > 0
                && Duration.between(lastLine, now).compareTo(BETWEEN_EPOCHS) < 0;
    }

    synchronized void breakSilence() {
        Instant now = clock.instant();
        Duration patience = state.elapsed(now).compareTo(LATER) < 0 ? SILENCE : LATER_SILENCE;
        if (!closed && Duration.between(lastLine, now).compareTo(patience) >= 0) {
            say(EventLine.progress(state, now));
        }
    }

    private void say(String line) {
        lastLine = clock.instant();
        out.accept("[" + Words.time(state.elapsed(lastLine)) + "] " + Escapes.line(line));
    }

    @Override
    public synchronized void close() {
        closed = true;
        looking.stop();
    }
}
