package io.foldwise.cli;

import io.foldwise.cli.context.Console;
import io.foldwise.cli.context.ExitCode;
import io.foldwise.cli.context.RefusedException;
import io.foldwise.cli.logging.LogFile;
import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.records.RunRefusedException;
import io.foldwise.engine.run.RunException;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.wiring.Culprit;
import io.foldwise.engine.wiring.Plugins;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.DataException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/** Tells the user what went wrong, in words and without a stack trace, and turns it into an exit code. */
final class Failures {

    private final Console console;
    private final Supplier<LogFile> log;
    private final Supplier<Plugins> plugins;

    /** @param plugins tell which component an exception comes from */
    Failures(Console console, Supplier<LogFile> log, Supplier<Plugins> plugins) {
        this.console = console;
        this.log = log;
        this.plugins = plugins;
    }

    /** @return the exit code */
    int report(Throwable failure) {
        if (failure instanceof ConfigException
                || failure instanceof DataException
                || failure instanceof IncompatibleException) {
            return say(failure.getMessage(), ExitCode.REFUSED);
        } else if (failure instanceof RefusedException || failure instanceof RunRefusedException) {
            return say("foldwise: " + failure.getMessage(), ExitCode.REFUSED);
        } else if (failure instanceof RunException || failure instanceof StoreException) {
            return say("foldwise: " + failure.getMessage(), ExitCode.FAILED);
        } else if (failure instanceof InterruptedException) {
            return ExitCode.INTERRUPTED;
        } else if (failure instanceof OutOfMemoryError) {
            log(failure);
            return say("foldwise: out of memory; FOLDWISE_JAVA_OPTS=-Xmx8g gives this process more", ExitCode.FAILED);
        }
        return unexpected(failure);
    }

    private int say(String text, int exitCode) {
        console.progress().println(text);
        return exitCode;
    }

    private int unexpected(Throwable failure) {
        log(failure);
        String message = Optional.ofNullable(failure.getMessage())
                .flatMap(text -> text.lines().findFirst())
                .map(line -> ": " + line)
                .orElse("");
        say("foldwise: unexpected " + failure.getClass().getSimpleName() + message + culprit(failure), ExitCode.FAILED);
        try {
            return say("foldwise: the details are in " + log.get().toBeRead(), ExitCode.FAILED);
        } catch (IOException e) {
            failure.printStackTrace(console.progress()); // no file can be written: better here than nowhere
            return ExitCode.FAILED;
        }
    }

    private String culprit(Throwable failure) {
        try {
            return new Culprit(plugins.get().catalog().declarations())
                    .of(failure)
                    .map(component -> ", in " + component)
                    .orElse("");
        } catch (RuntimeException | LinkageError notLoaded) { // and that may be what is told
            return "";
        }
    }

    private static void log(Throwable failure) {
        LoggerFactory.getLogger(Failures.class).error("unexpected", failure);
    }
}
