package io.foldwise.engine.time;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A clock for everything that measures: it goes on as time does, whatever the machine's clock is set to meanwhile. Its
 * instants are for differences between them. What a record says of when something was made is the machine's clock's to tell.
 */
public final class SteadyClock implements InstantSource {

    private final Instant started;
    private final LongSupplier nanos;
    private final long origin;

    /** Begins at the time of the machine's clock. */
    public SteadyClock() {
        this(InstantSource.system(), System::nanoTime);
    }

    /**
     * @param wall is asked once
     * @param nanos since any moment; never goes back
     */
    SteadyClock(InstantSource wall, LongSupplier nanos) {
        this.started = wall.instant();
        this.nanos = nanos;
        this.origin = nanos.getAsLong();
    }

    @Override
    public Instant instant() {
        return started.plusNanos(nanos.getAsLong() - origin);
    }
}
