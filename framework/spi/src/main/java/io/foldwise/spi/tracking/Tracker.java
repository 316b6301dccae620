package io.foldwise.spi.tracking;

import io.foldwise.spi.Kind;
import java.io.IOException;
import java.util.Map;

/**
 * Tells another program how a run goes on: its numbers, as they come. Nothing of the run depends on it, and a tracker that fails
 * is left out from then on, with a notice. It is called by one thread, which is not one that trains.
 */
@Kind("tracker")
public interface Tracker {

    /**
     * Begins to follow a run, which may have been begun and followed before.
     *
     * @throws IOException if the other program cannot be reached, with a sentence for the user
     */
    Following follow(TrackedRun run) throws IOException;

    /** A run that is followed. */
    interface Following extends AutoCloseable {

        /** Takes numbers of a fold or of the run, such as those after an epoch. Some of them may be NaN. */
        void add(Point point) throws IOException;

        /**
         * No more comes.
         *
         * @param finished whether the run has its results; if not, it was interrupted or has failed, and may go on later
         */
        void end(boolean finished) throws IOException;

        /** Gives back what is held. */
        @Override
        void close() throws IOException;
    }

    /**
     * Numbers of one moment.
     *
     * @param series what they are of, such as {@code fold-0} or, of a sweep, {@code trial-003/fold-0}; empty for the run itself
     * @param step the epoch, from 1; 0 for what comes in the end
     * @param seconds since 1970
     * @param values by name, such as {@code loss}
     */
    record Point(String series, int step, double seconds, Map<String, Double> values) {}
}
