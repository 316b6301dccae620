package io.foldwise.engine.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds out whether a worker hangs while it fits a unit. A worker that lives sends heartbeats: one that sends nothing is
 * stopped or cut off. One whose heartbeats tell of no work stands still: it makes no step, and either its process hardly
 * computes, as in a deadlock, or the step takes many times as long as any before it.
 *
 * <p>So the limit suits slow epochs (steps are batches), kernels that a driver compiles before the first step, and models
 * that make no steps at all: these compute.
 */
final class Watchdog {

    /** Of one core; what a process that waits takes for its heartbeats is far below. */
    private static final double COMPUTES = 0.05;

    private static final int TIMES_THE_LONGEST_STEP = 20;

    private final Duration silenceLimit;
    private final Duration standstillLimit;
    private Instant lastSign;
    private Instant lastWork;
    private Optional<Instant> lastStep = Optional.empty();
    private Duration longestStep = Duration.ZERO;
    private long steps = -1;

    /** @param now when the worker was given its unit */
    Watchdog(Duration silenceLimit, Duration standstillLimit, Instant now) {
        this.silenceLimit = silenceLimit;
        this.standstillLimit = standstillLimit;
        this.lastSign = now;
        this.lastWork = now;
    }

    /** The worker has said something. */
    void sign(Instant now) {
        lastSign = now;
    }

    /** The worker has said that it lives, and how it works. */
    void heartbeat(WorkerMessage.Alive heartbeat, Instant now) {
        sign(now);
        if (steps >= 0 && heartbeat.steps() > steps) {
            lastStep.ifPresent(before -> longestStep = longer(longestStep, Duration.between(before, now)));
            lastStep = Optional.of(now);
            lastWork = now;
        }
        if (heartbeat.busy() >= COMPUTES) {
            lastWork = now;
        }
        steps = heartbeat.steps();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** How the worker hangs, in words; empty if it does not. */
    Optional<String> hang(Instant now) {
        if (exceeded(silenceLimit, lastSign, now)) {
            return Optional.of("gave no sign of life for " + silenceLimit.toSeconds() + " s");
        }
        Duration slow = longer(standstillLimit, longestStep.multipliedBy(TIMES_THE_LONGEST_STEP));
        // As far as heartbeats tell: what a silent worker does, nobody knows.
        boolean idle = exceeded(standstillLimit, lastWork, lastSign);
        boolean stuck = lastStep.filter(step -> exceeded(slow, step, lastSign)).isPresent();
        return idle || stuck
                ? Optional.of("made no progress for " + (idle ? standstillLimit : slow).toSeconds() + " s")
                : Optional.empty();
    }

    private static boolean exceeded(Duration limit, Instant since, Instant now) {
        return Duration.between(since, now).compareTo(limit) > 0;
    }
}
