package io.foldwise.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class WatchdogTest {

    private static final double COMPUTING = 0.9;
    private static final double WAITING = 0.003;

    private final Watchdog watchdog = new Watchdog(Duration.ofSeconds(60), Duration.ofMinutes(30), at(0));

    @Test
    void noticesSilence() {
        watchdog.sign(at(100));

        assertThat(watchdog.hang(at(160))).isEmpty();
        assertThat(watchdog.hang(at(161))).contains("gave no sign of life for 60 s");
    }

    @Test
    void noticesATrainingThatNeitherMakesStepsNorComputes() {
        beat(0, 3000, COMPUTING, 1);
        beat(3001, 4800, WAITING, 0);

        assertThat(watchdog.hang(at(4800))).isEmpty();
        beat(4801, 4802, WAITING, 0);
        assertThat(watchdog.hang(at(4802))).contains("made no progress for 1800 s");
    }

    @Test
    void callsAStoppedWorkerSilentHoweverShortTheOtherLimit() {
        Watchdog impatient = new Watchdog(Duration.ofSeconds(60), Duration.ofSeconds(60), at(0));
        impatient.heartbeat(new WorkerMessage.Alive(0, WAITING), at(5));

        assertThat(impatient.hang(at(61))).isEmpty();
        assertThat(impatient.hang(at(66))).contains("gave no sign of life for 60 s");
    }

    @Test
    void letsAModelComputeThatMakesNoSteps() {
        beat(0, 90_000, COMPUTING, 0);

        assertThat(watchdog.hang(at(90_000))).isEmpty();
    }

    @Test
    void letsATrainingWaitForADeviceThatMakesSteps() {
        beat(0, 90_000, WAITING, 1);

        assertThat(watchdog.hang(at(90_000))).isEmpty();
    }

    @Test
    void noticesAStepThatComputesForEver() {
        beat(0, 100, COMPUTING, 1);
        beat(101, 1900, COMPUTING, 0);

        assertThat(watchdog.hang(at(1900))).isEmpty();
        beat(1901, 1901, COMPUTING, 0);
        assertThat(watchdog.hang(at(1901))).contains("made no progress for 1800 s");
    }

    @Test
    void grantsTwentyTimesTheLongestStepSoFar() {
        watchdog.heartbeat(new WorkerMessage.Alive(0, COMPUTING), at(0));
        watchdog.heartbeat(new WorkerMessage.Alive(1, COMPUTING), at(50));
        watchdog.heartbeat(new WorkerMessage.Alive(2, COMPUTING), at(250));

        beat(251, 4250, COMPUTING, 0);
        assertThat(watchdog.hang(at(4250))).isEmpty();
        beat(4251, 4251, COMPUTING, 0);
        assertThat(watchdog.hang(at(4251))).contains("made no progress for 4000 s");
    }

    @Test
    void takesNoOldStepsForNewOnes() {
        watchdog.heartbeat(new WorkerMessage.Alive(1000, WAITING), at(0));
        steps = 1000;
        beat(1, 1801, WAITING, 0);

        assertThat(watchdog.hang(at(1801))).isPresent();
    }

    private long steps;

    /** Heartbeats every second. */
    private void beat(int from, int to, double busy, int stepsPerBeat) {
        for (int second = from; second <= to; second++) {
            steps += stepsPerBeat;
            watchdog.heartbeat(new WorkerMessage.Alive(steps, busy), at(second));
        }
    }

    private static Instant at(int second) {
        return Instant.EPOCH.plusSeconds(second);
    }
}
