package io.foldwise.cli.board;

import io.foldwise.engine.execution.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a worker does.
 *
 * @param activity in a word or two: {@code starting}, {@code training}
 * @param unit what it fits; empty while it has nothing to do
 * @param since when it took the unit
 * @param firstEpoch when its first epoch was done, which includes the start
 * @param lastEpoch when its last epoch was done
 * @param epoch which of the planned epochs of all stages was the last; 0 before the first
 * @param epochs how many are planned; 0 before the first is done
 * @param trained how many have been trained, without those that an earlier stage left out
 * @param loss of that epoch
 * @param best the primary metric of the best epoch so far
 * @param samplesPerSecond of that epoch
 */
record WorkerState(
        String activity,
        Optional<Unit> unit,
        Instant since,
        Optional<Instant> firstEpoch,
        Instant lastEpoch,
        int epoch,
        int epochs,
        int trained,
        OptionalDouble loss,
        OptionalDouble best,
        OptionalDouble samplesPerSecond) {

    static WorkerState idle(Instant now) {
        return at("idle", Optional.empty(), now);
    }

    static WorkerState at(String activity, Optional<Unit> unit, Instant now) {
        return new WorkerState(
                activity,
                unit,
                now,
                Optional.empty(),
                now,
                0,
                0,
                0,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    WorkerState doing(String other) {
        return new WorkerState(
                other, unit, since, firstEpoch, lastEpoch, epoch, epochs, trained, loss, best, samplesPerSecond);
    }

    /** How much of the unit is done, in [0, 1]. */
    double share() {
        return epochs == 0 ? 0 : (double) epoch / epochs;
    }

    /** How long the unit will take on, if all its epochs are trained; empty before two are done. */
    Optional<Duration> left(Instant now) {
        if (unit.isEmpty() || firstEpoch.isEmpty() || trained < 2) {
            return Optional.empty();
        }
        Duration anEpoch = Duration.between(firstEpoch.get(), lastEpoch).dividedBy(trained - 1);
        Duration left = anEpoch.multipliedBy(epochs - epoch).minus(Duration.between(lastEpoch, now));
        return Optional.of(left.isNegative() ? Duration.ZERO : left);
    }
}
