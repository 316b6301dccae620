package io.foldwise.cli.board;

import io.foldwise.cli.context.Repeating;
import io.foldwise.engine.execution.RunEvent;
import io.foldwise.report.page.LivePage;
import java.time.Duration;

/** The run's page, written anew every few seconds while something happens. */
final class PageBoard implements Board {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final LivePage page;
    private final Repeating writing;

    PageBoard(LivePage page) {
        this.page = page;
        this.writing = new Repeating("page", FIRST, INTERVAL, page::rewrite);
    }

    @Override
    public void accept(RunEvent event) {
        page.accept(event);
    }

    @Override
    public void close() {
        writing.stop();
        page.end();
    }
}
