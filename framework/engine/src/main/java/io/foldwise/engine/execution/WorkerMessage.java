package io.foldwise.engine.execution;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.foldwise.engine.training.EpochReport;

/** What a worker process tells its coordinator, one line of JSON each, on its standard output. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WorkerMessage.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = WorkerMessage.Alive.class, name = "alive"),
    @JsonSubTypes.Type(value = WorkerMessage.Epoch.class, name = "epoch"),
    @JsonSubTypes.Type(value = WorkerMessage.Finished.class, name = "finished"),
    @JsonSubTypes.Type(value = WorkerMessage.Failed.class, name = "failed")
})
sealed interface WorkerMessage {

    /** Lines that begin so are messages; a native library may print others. */
    String PREFIX = "@foldwise ";

    record Ready() implements WorkerMessage {}

    /**
     * A heartbeat.
     *
     * @param steps how many steps networks have made since the process began
     * @param busy how many cores were computing since the last heartbeat
     */
    record Alive(long steps, double busy) implements WorkerMessage {}

    record Epoch(EpochReport report) implements WorkerMessage {}

    record Finished() implements WorkerMessage {}

    record Failed(FailureKind kind, String reason) implements WorkerMessage {}
}
