package io.foldwise.cli.run;

import io.foldwise.cli.board.Board;
import io.foldwise.engine.execution.RunEvent;
import io.foldwise.engine.execution.RunEvent.Notice;
import io.foldwise.engine.run.OpenRun;
import io.foldwise.engine.time.SteadyClock;
import io.foldwise.engine.tracking.RunTracking;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Who is told of a run's events: the board, and the tracker if there is one.
 *
 * @param tracking closes before the board does, and may have something to say
 */
record Followers(Board board, Optional<RunTracking> tracking) implements Consumer<RunEvent>, AutoCloseable {

    /** @param tracked whether the run's tracker is told */
    static Followers of(OpenRun run, Board board, boolean tracked) {
        return new Followers(
                board,
                run.parts()
                        .tracker()
                        .filter(tracker -> tracked)
                        .map(tracker -> new RunTracking(
                                run, tracker, new SteadyClock(), notice -> board.accept(new Notice(notice)))));
    }

    @Override
    public void accept(RunEvent event) {
        board.accept(event);
        tracking.ifPresent(following -> following.accept(event));
    }

    /** The run has its results. */
    void finish() {
        tracking.ifPresent(RunTracking::finish);
    }

    /** The process is told to end. */
    void leave() {
        tracking.ifPresent(RunTracking::close);
    }

    @Override
    public void close() {
        tracking.ifPresent(RunTracking::close);
    }
}
