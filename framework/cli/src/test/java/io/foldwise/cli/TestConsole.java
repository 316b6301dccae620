package io.foldwise.cli;

import io.foldwise.cli.context.Console;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A console whose output is kept. */
public final class TestConsole {

    private final ByteArrayOutputStream results = new ByteArrayOutputStream();
    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();
    private final Console console = new Console(results, progress, false);

    public Console console() {
        return console;
    }

    public String results() {
        return results.toString(StandardCharsets.UTF_8);
    }

    public String progress() {
        return progress.toString(StandardCharsets.UTF_8);
    }
}
