package io.foldwise.cli.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

final class LogFileTest {

    @Test
    void keepsLinesUntilItKnowsWhereTheyBelong(@TempDir Path folder) throws IOException {
        LoggerContext context = new LoggerContext();
        new LogSetup().configure(context);
        LogFile log = (LogFile) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("foldwise");
        context.getLogger("early").info("before the run");
        Path file = folder.resolve("foldwise.log");
        log.writeTo(file);
        context.getLogger("late").error("during the run", new IllegalStateException("reason"));
        assertThat(Files.readString(file))
                .contains("before the run")
                .contains("during the run")
                .contains("IllegalStateException: reason");
        assertThat(log.toBeRead()).isEqualTo(file);
    }

    @Test
    void leavesOutAKnownFalseAlarm(@TempDir Path folder) throws IOException {
        LoggerContext context = new LoggerContext();
        new LogSetup().configure(context);
        LogFile log = (LogFile) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("foldwise");
        Path file = folder.resolve("worker-0.log");
        log.writeTo(file);
        Logger shapes = context.getLogger("org.deeplearning4j.nn.conf.inputs.InputType");
        shapes.warn(
                "Assigning a size of zero. This is normally only valid in model import cases with unknown dimensions.");
        shapes.warn("another warning");
        context.getLogger("elsewhere").warn("Assigning a size of zero");
        assertThat(Files.readAllLines(file))
                .hasSize(2)
                .anyMatch(line -> line.endsWith("another warning"))
                .anyMatch(line -> line.endsWith("elsewhere: Assigning a size of zero"));
    }
}
