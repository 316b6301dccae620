package io.foldwise.cli.board;

import io.foldwise.engine.execution.RunEvent;
import io.foldwise.engine.execution.RunEvent.Notice;
import io.foldwise.engine.execution.RunEvent.UnitFailed;
import io.foldwise.spi.Escapes;
import java.util.function.Consumer;

/** What the user should know, and no progress. */
record QuietBoard(Consumer<String> out) implements Board {

    @Override
    public void accept(RunEvent event) {
        if (event instanceof Notice notice) {
            out.accept(Escapes.line(notice.text()));
        } else if (event instanceof UnitFailed failed) {
            out.accept(Escapes.line(
                    failed.unit() + " failed: " + failed.reason() + (failed.again() ? "; it is tried again" : "")));
        }
    }

    @Override
    public void close() {
        // nothing is redrawn
    }
}
