package io.foldwise.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.execution.Outcome.Failed;
import io.foldwise.engine.execution.Outcome.Finished;
import io.foldwise.engine.execution.RunEvent.UnitFailed;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.time.SteadyClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class WorkerPoolTest {

    private static final ExecutionSettings SETTINGS = new ExecutionSettings(
            "local", 0, 1, 64, 64, 1, Duration.ofSeconds(60), Duration.ofSeconds(90), List.of(), true);

    /** How many times faster than time the clock goes. */
    private static final int SPEED = 10;

    private static final WorkerLaunch FAKE = new WorkerLaunch(List.of(FakeWorker.class.getName()));

    @TempDir
    private Path run;

    private final List<RunEvent> events = new ArrayList<>();

    @Test
    void finishesUnitsAndReportsEpochs() throws InterruptedException {
        Map<Unit, Outcome> outcomes = runFolds(1, 0);

        assertThat(outcomes.values()).containsExactly(new Finished(new Unit(0, 0)));
        assertThat(run.resolve("done-0")).exists();
        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("UnitStarted", "WorkerReady", "EpochDone", "UnitFinished");
    }

    @Test
    void triesAUnitAgainWhoseWorkerWasKilledOrRanOutOfMemory() throws InterruptedException {
        Map<Unit, Outcome> outcomes = runFolds(2, 1, 4, 0);

        assertThat(outcomes.values()).hasSize(3).allMatch(Finished.class::isInstance);
        assertThat(events).filteredOn(UnitFailed.class::isInstance).hasSize(2);
    }

    @Test
    void givesUpOnAUnitThatKillsEveryWorkerAndGoesOnWithTheRest() throws InterruptedException {
        Map<Unit, Outcome> outcomes = runFolds(2, 2, 0);

        assertThat(outcomes.get(new Unit(0, 0))).isInstanceOf(Finished.class);
        assertThat(outcomes.get(new Unit(0, 2))).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.kind()).isEqualTo(FailureKind.KILLED);
            assertThat(failed.reason()).contains("signal 9").contains("worker-0.log");
        });
        assertThat(events).filteredOn(UnitFailed.class::isInstance).hasSize(2);
    }

    @Test
    void doesNotTryAgainWhatWouldFailAgain() throws InterruptedException {
        Map<Unit, Outcome> outcomes = runFolds(1, 3, 5);

        assertThat(outcomes.values())
                .containsExactlyInAnyOrder(
                        new Failed(new Unit(0, 3), FailureKind.DIVERGED, "diverged"),
                        new Failed(new Unit(0, 5), FailureKind.BLOCKED, "no space left"));
        assertThat(events).filteredOn(UnitFailed.class::isInstance).hasSize(2);
    }

    @Test
    void blamesNoUnitForWorkersThatDoNotStart() throws InterruptedException {
        Map<Unit, Outcome> outcomes = runFolds(new WorkerLaunch(List.of("no.such.Program")), 1, 0);

        assertThat(outcomes.get(new Unit(0, 0))).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.kind()).isEqualTo(FailureKind.BLOCKED);
            assertThat(failed.reason()).contains("ended with status 1").contains("worker-0.log");
        });
    }

    @Test
    void triesAUnitAgainWhoseWorkerIsStopped() throws InterruptedException {
        Map<Unit, Outcome> outcomes = runFoldsInFastMotion(2, 6, 0);

        assertThat(outcomes.values()).hasSize(2).allMatch(Finished.class::isInstance);
        assertThat(events)
                .filteredOn(UnitFailed.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(UnitFailed.class, failed -> {
                    assertThat(failed.kind()).isEqualTo(FailureKind.KILLED);
                    assertThat(failed.again()).isTrue();
                    assertThat(failed.reason())
                            .isEqualTo(
                                    "the worker process gave no sign of life for 60 s and was killed; see worker-0.log");
                });
    }

    @Test
    void triesAUnitAgainWhoseWorkerLivesButStandsStill() throws InterruptedException {
        Map<Unit, Outcome> outcomes = runFoldsInFastMotion(1, 7);

        assertThat(outcomes.values()).containsExactly(new Finished(new Unit(0, 7)));
        assertThat(events)
                .filteredOn(UnitFailed.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        UnitFailed.class,
                        failed -> assertThat(failed.reason())
                                .isEqualTo(
                                        "the worker process made no progress for 90 s and was killed; see worker-0.log"));
    }

    /** As when a laptop is opened again: every time it looks, an hour has passed. */
    @Test
    void blamesNoWorkerForTimeInWhichItDidNotLookItself() throws InterruptedException {
        AtomicInteger hours = new AtomicInteger();

        Map<Unit, Outcome> outcomes =
                runFolds(FAKE, () -> Instant.EPOCH.plus(Duration.ofHours(hours.getAndIncrement())), 1, 8);

        assertThat(outcomes.values()).containsExactly(new Finished(new Unit(0, 8)));
        assertThat(hours).hasValueGreaterThan(3);
        assertThat(events).noneMatch(UnitFailed.class::isInstance);
    }

    @Test
    void killsAWorkerThatHangsAtItsStart() throws InterruptedException {
        ExecutionSettings impatient = new ExecutionSettings(
                "local", 0, 1, 64, 64, 1, Duration.ofSeconds(10), Duration.ofSeconds(10), List.of(), true);
        WorkerLaunch sleeper = new WorkerLaunch(List.of(Sleeper.class.getName()));
        AtomicInteger seconds = new AtomicInteger();
        InstantSource clock = () -> Instant.EPOCH.plusSeconds(seconds.getAndIncrement());
        try (WorkerPool pool =
                new WorkerPool(1, sleeper, new RunFolder(run), impatient, events::add, clock, Duration.ofMillis(20))) {
            pool.start(new Unit(0, 0));
            assertThat(pool.await()).isInstanceOfSatisfying(Failed.class, failed -> {
                assertThat(failed.kind()).isEqualTo(FailureKind.BLOCKED);
                assertThat(failed.reason()).contains("gave no sign of life").contains("and was killed");
            });
            assertThat(ProcessHandle.current().children())
                    .allSatisfy(child -> assertThat(child.onExit()).succeedsWithin(Duration.ofSeconds(10)));
        }
    }

    /** A worker process that never says a word. */
    static final class Sleeper {
        private Sleeper() {}

        public static void main(String[] arguments) throws InterruptedException {
            Thread.sleep(Duration.ofHours(1).toMillis());
        }
    }

    private Map<Unit, Outcome> runFolds(int workers, int... folds) throws InterruptedException {
        return runFolds(FAKE, workers, folds);
    }

    private Map<Unit, Outcome> runFolds(WorkerLaunch launch, int workers, int... folds) throws InterruptedException {
        return runFolds(launch, new SteadyClock(), workers, folds);
    }

    private Map<Unit, Outcome> runFoldsInFastMotion(int workers, int... folds) throws InterruptedException {
        long started = System.nanoTime();
        return runFolds(FAKE, () -> Instant.EPOCH.plusNanos(SPEED * (System.nanoTime() - started)), workers, folds);
    }

    private Map<Unit, Outcome> runFolds(WorkerLaunch launch, InstantSource clock, int workers, int... folds)
            throws InterruptedException {
        Map<Unit, Outcome> outcomes = new HashMap<>();
        Duration pause = Duration.ofSeconds(1).dividedBy(SPEED);
        try (WorkerPool pool =
                new WorkerPool(workers, launch, new RunFolder(run), SETTINGS, events::add, clock, pause)) {
            int next = 0;
            while (outcomes.size() < folds.length) {
                while (pool.free() > 0 && next < folds.length) {
                    pool.start(new Unit(0, folds[next++]));
                }
                Outcome outcome = pool.await();
                outcomes.put(outcome.unit(), outcome);
            }
        }
        return outcomes;
    }
}
