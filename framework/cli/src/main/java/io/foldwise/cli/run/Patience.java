package io.foldwise.cli.run;

import io.foldwise.cli.context.Console;
import io.foldwise.cli.context.Repeating;
import io.foldwise.report.words.Words;
import io.foldwise.spi.Escapes;
import java.time.Duration;
import java.util.concurrent.Callable;

/** Tells the user what is being done when it takes more than a moment. */
public final class Patience {

    private static final Duration MOMENT = Duration.ofSeconds(2);
    private static final Duration REDRAW = Duration.ofMillis(250);
    private static final Duration REPEAT = Duration.ofSeconds(10);
    private static final String REDRAWN = "\r\u001b[K";
    private static final String SPINNER = "|/-\\";

    private Patience() {}

    /** @param what such as {@code reading the data} */
    public static <T> T during(Console console, String what, Callable<T> work) throws Exception {
        Line line = new Line(console, what);
        Repeating telling = new Repeating("patience", MOMENT, console.terminal() ? REDRAW : REPEAT, line);
        try {
            return work.call();
        } finally {
            telling.stop();
            line.clear();
        }
    }

    private static final class Line implements Runnable {
        private final Console console;
        private final String what;
        private final long started = System.nanoTime();
        private int drawn;
        private boolean cleared;

        Line(Console console, String what) {
            this.console = console;
            this.what = what;
        }

        @Override
        public synchronized void run() {
            if (cleared) {
                return;
            }
            String text = what + ", " + Words.time(Duration.ofNanos(System.nanoTime() - started));
            if (console.terminal()) {
                String line = SPINNER.charAt(drawn % SPINNER.length()) + " " + Escapes.line(text);
                console.screen().print(REDRAWN + line);
            } else {
                console.progress().println(text);
            }
            drawn++;
        }

        synchronized void clear() {
            if (console.terminal() && drawn > 0) {
                console.screen().print(REDRAWN);
            }
            cleared = true;
        }
    }
}
