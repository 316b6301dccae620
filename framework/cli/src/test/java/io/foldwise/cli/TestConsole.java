package io.foldwise.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A console whose output is kept. */
public final class TestConsole {

    private final ByteArrayOutputStream results = new ByteArrayOutputStream();
    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();
    private final Console console = new Console(stream(results), stream(progress), false);

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

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
