package io.foldwise.cli.board;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The size of the terminal, asked for again now and then, since a window may be resized. */
final class TerminalSize {

    private static final Duration VALID = Duration.ofSeconds(1);
    private static final File TERMINAL = new File("/dev/tty");

    private final InstantSource clock;
    private Optional<Instant> asked = Optional.empty();
    private int rows = 24;
    private int columns = 80;

    TerminalSize(InstantSource clock) {
        this.clock = clock;
    }

    int rows() {
        refresh();
        return rows;
    }

    int columns() {
        refresh();
        return columns;
    }

    /** Java does not tell; {@code stty} does. Where there is none, the size stays that of a plain terminal. */
    private void refresh() {
        Instant now = clock.instant();
        if (asked.filter(before -> Duration.between(before, now).compareTo(VALID) < 0)
                .isPresent()) {
            return;
        }
        asked = Optional.of(now);
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(TERMINAL)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String[] size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ");
            if (size.length == 2 && Integer.parseInt(size[0]) > 0 && Integer.parseInt(size[1]) > 0) {
                rows = Integer.parseInt(size[0]);
                columns = Integer.parseInt(size[1]);
            }
        } catch (IOException | NumberFormatException e) {
            // no such program, or no terminal: what is known stays
        }
    }
}
