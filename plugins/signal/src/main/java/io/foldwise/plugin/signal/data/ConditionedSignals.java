package io.foldwise.plugin.signal.data;

import io.foldwise.plugin.signal.data.Recordings.Recording;
import io.foldwise.plugin.signal.filter.Resampler;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.InputShape;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Recordings, brought to one shape; what can be said of their leads is looked at before. */
final class ConditionedSignals implements Signals {

    private final Recordings recordings;
    private final Conditioning conditioning;
    private final AtomicReferenceArray<LeadQuality> qualities;
    private final AtomicIntegerArray recorded; // 0 of those that have not been read

    /** @param number of recordings */
    ConditionedSignals(Recordings recordings, int number, Conditioning conditioning) {
        this.recordings = recordings;
        this.conditioning = conditioning;
        this.qualities = new AtomicReferenceArray<>(number);
        this.recorded = new AtomicIntegerArray(number);
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
        long steps = Resampler.length(extent.steps(), extent.rate(), shape().rate());
        recorded.set(row, (int) Math.max(1, Math.min(shape().length(), steps)));
        if (qualities.get(row) == null) {
            qualities.set(row, LeadQuality.of(recording.values(), shape().channels()));
        }
        return conditioning.apply(recording.values(), recording.rate());
    }

    @Override
    public int recorded(int row) {
        if (recorded.get(row) == 0) {
            get(row);
        }
        return recorded.get(row);
    }

    @Override
    public Optional<Path> file(int row) {
        return Optional.of(recordings.file(row));
    }

    @Override
    public LeadQuality quality(int row) {
        if (qualities.get(row) == null) {
            get(row);
        }
        return qualities.get(row);
    }
}
