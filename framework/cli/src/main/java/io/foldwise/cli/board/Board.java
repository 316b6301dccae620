package io.foldwise.cli.board;

import io.foldwise.cli.context.Console;
import io.foldwise.engine.execution.RunEvent;
import io.foldwise.engine.time.SteadyClock;
import io.foldwise.report.page.LivePage;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** Shows a run while it goes on. */
public interface Board extends Consumer<RunEvent>, AutoCloseable {

    /** The board that was asked for, one that keeps the same in the log, and the run's page, if it is to have one. */
    static Board on(Console console, RunPlan plan, Progress progress, Optional<LivePage> page) {
        InstantSource clock = new SteadyClock();
        Board shown = switch (progress) {
            case SHOWN ->
                console.terminal()
                        ? new LiveBoard(console.screen(), plan, new TerminalSize(clock), clock)
                        : new PlainBoard(console.progress()::println, plan, clock);
            case QUIET -> new QuietBoard(console.progress()::println);
            case EVENTS -> new EventBoard(console.progress()::println, plan, clock);
        };
        Board logged = new PlainBoard(LoggerFactory.getLogger("run")::info, plan, clock);
        return new Boards(page.<List<Board>>map(live -> List.of(shown, logged, new PageBoard(live)))
                .orElse(List.of(shown, logged)));
    }

    /** Shows nothing any more, whatever happens. */
    @Override
    void close();
}
