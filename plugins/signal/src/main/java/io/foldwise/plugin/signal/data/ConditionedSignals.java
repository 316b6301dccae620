package io.foldwise.plugin.signal.data;

import io.foldwise.plugin.signal.data.Recordings.Recording;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.InputShape;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Recordings, brought to one shape; what can be said of their leads is looked at before. */
final class ConditionedSignals implements Signals {

    private final Recordings recordings;
    private final Conditioning conditioning;
    private final AtomicReferenceArray<LeadQuality> qualities;

    /** @param number of recordings */
    ConditionedSignals(Recordings recordings, int number, Conditioning conditioning) {
        this.recordings = recordings;
        this.conditioning = conditioning;
        this.qualities = new AtomicReferenceArray<>(number);
    }

    @Override
    public InputShape.Signal shape() {
        return conditioning.shape();
    }

    @Override
    public float[] get(int row) {
        Recording recording = recordings.get(row);
        Extent extent = new Extent(recording.values().length / shape().channels(), recording.rate());
        conditioning.problem(extent).ifPresent(problem -> {
            throw new DataException(recordings.file(row), 0, problem);
        });
        if (qualities.get(row) == null) {
            qualities.set(row, LeadQuality.of(recording.values(), shape().channels()));
        }
        return conditioning.apply(recording.values(), recording.rate());
    }

    @Override
    public LeadQuality quality(int row) {
        if (qualities.get(row) == null) {
            get(row);
        }
        return qualities.get(row);
    }
}
