package io.foldwise.engine.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.foldwise.engine.store.RunFolder;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunLockTest {

    @TempDir
    private Path folder;

    @Test
    void keepsASecondOneOutUntilTheFirstIsDone() throws Exception {
        RunFolder run = new RunFolder(folder);
        ThrowingCallable second = () -> RunLock.during(run, () -> "second");

        String first = RunLock.during(run, () -> {
            assertThatThrownBy(second)
                    .isInstanceOf(RunRefusedException.class)
                    .hasMessageContaining("another process is at work on " + folder);
            return "first";
        });

        assertThat(first).isEqualTo("first");
        assertThatNoException().isThrownBy(second);
    }

    @Test
    void aPipeInItsPlaceIsHeldByNobody() throws Exception {
        new ProcessBuilder("mkfifo", folder.resolve(".lock").toString()).start().waitFor();

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> RunLock.held(new RunFolder(folder))))
                .isFalse();
    }
}
