package io.foldwise.report.runs;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a run is. */
public enum RunState {
    /** A process is at work on it. */
    RUNNING,
    /** It has results. */
    FINISHED,
    /** Nobody is at work on it, and results are missing: {@code foldwise resume} goes on. */
    STOPPED,
    /** A record is missing or was changed. */
    DAMAGED;

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
