package io.foldwise.cli.logging;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.spi.Escapes;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * The process's log. Lines are held back until it is known where they belong: most commands never need a log, and the
 * folder of a run is only there once its experiment has been read.
 */
public final class LogFile extends AppenderBase<ILoggingEvent> {

    private static final String NAME = "foldwise";
    private static final int HELD_BACK = 1 << 20;

    private final PatternLayout layout;
    private final StringBuilder early = new StringBuilder();
    private Optional<PrintStream> target = Optional.empty();
    private Optional<Path> file = Optional.empty();

    private LogFile(PatternLayout layout) {
        this.layout = layout;
    }

    static LogFile of(LoggerContext context, PatternLayout layout) {
        LogFile log = new LogFile(layout);
        log.setName(NAME);
        log.setContext(context);
        log.addFilter(new FalseAlarms());
        log.start();
        return log;
    }

    /** The log that {@link LogSetup} has set up. */
    public static LogFile ofThisProcess() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        return (LogFile) root.getAppender(NAME);
    }

    @Override
    protected synchronized void append(ILoggingEvent event) {
        String line = Escapes.text(layout.doLayout(event));
        target.ifPresentOrElse(stream -> stream.print(line), () -> holdBack(line));
    }

    private void holdBack(String line) {
        if (early.length() < HELD_BACK) {
            early.append(line);
        }
    }

    /** Writes to a stream from now on, beginning with what was held back. */
    public synchronized void writeTo(PrintStream stream) {
        stream.print(early);
        early.setLength(0);
        target = Optional.of(stream);
    }

    /** Writes to the end of a file from now on, beginning with what was held back. */
    public synchronized void writeTo(Path path) throws IOException {
        writeTo(new PrintStream(PlainFile.append(path), true, StandardCharsets.UTF_8));
        file = Optional.of(path);
    }

    /** Where to read this log: in a new temporary file, if it was written to none yet. */
    public synchronized Path toBeRead() throws IOException {
        if (file.isEmpty()) {
            writeTo(Files.createTempFile("foldwise-", ".log"));
        }
        return file.orElseThrow();
    }
}
