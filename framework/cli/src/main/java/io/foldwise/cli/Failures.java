package io.foldwise.cli;

import io.foldwise.cli.logging.LogFile;
import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.study.RunException;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.DataException;
import java.io.IOException;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/** Tells the user what went wrong, in words and without a stack trace, and turns it into an exit code. */
final class Failures {

    private final Console console;
    private final Supplier<LogFile> log;

    Failures(Console console, Supplier<LogFile> log) {
        this.console = console;
        this.log = log;
    }

    int report(Exception failure) {
        if (failure instanceof ConfigException
                || failure instanceof DataException
                || failure instanceof IncompatibleException) {
            return say(failure, ExitCode.REFUSED);
        }
        if (failure instanceof RunException || failure instanceof StoreException) {
            return say(failure, ExitCode.FAILED);
        }
        if (failure instanceof InterruptedException) {
            return ExitCode.INTERRUPTED;
        }
        return unexpected(failure);
    }

    private int say(Exception failure, int exitCode) {
        console.progress().println(failure.getMessage());
        return exitCode;
    }

    private int unexpected(Exception failure) {
        LoggerFactory.getLogger(Failures.class).error("unexpected", failure);
        String what =
                failure.getClass().getSimpleName() + (failure.getMessage() == null ? "" : ": " + firstLine(failure));
        console.progress().println("foldwise: this should not have happened: " + what);
        try {
            console.progress()
                    .println("foldwise: the details are in " + log.get().toBeRead());
        } catch (IOException e) {
            failure.printStackTrace(console.progress()); // no file can be written: better here than nowhere
        }
        return ExitCode.FAILED;
    }

    private static String firstLine(Exception failure) {
        return failure.getMessage().lines().findFirst().orElse("");
    }
}
