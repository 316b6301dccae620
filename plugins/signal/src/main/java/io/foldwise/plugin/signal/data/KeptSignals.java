package io.foldwise.plugin.signal.data;

import io.foldwise.spi.data.InputShape;
import io.foldwise.toolkit.memory.MemoryBudget;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Signals of which those that come first are kept while there is room, and stay: an epoch sees every signal once, so that one that
 * made way for another would always be needed sooner than that one.
 */
public final class KeptSignals implements Signals {

    private final Signals signals;
    private final MemoryBudget budget;
    private final AtomicReferenceArray<float[]> kept;

    /** @param number of signals */
    public KeptSignals(Signals signals, int number, MemoryBudget budget) {
        this.signals = signals;
        this.budget = budget;
        this.kept = new AtomicReferenceArray<>(number);
    }

    @Override
    public InputShape.Signal shape() {
        return signals.shape();
    }

    @Override
    public int recorded(int row) {
        return signals.recorded(row);
    }

    @Override
    public Optional<Path> file(int row) {
        return signals.file(row);
    }

    @Override
    public float[] get(int row) {
        float[] known = kept.get(row);
        if (known != null) {
            return known;
        }
        float[] made = signals.get(row);
        long bytes = (long) made.length * Float.BYTES;
        if (budget.take(bytes) && !kept.compareAndSet(row, null, made)) {
            budget.give(bytes); // another thread was faster
        }
        return made;
    }

    @Override
    public LeadQuality quality(int row) {
        return signals.quality(row);
    }

    @Override
    public OptionalLong contentHash(int row) {
        return signals.contentHash(row);
    }
}
