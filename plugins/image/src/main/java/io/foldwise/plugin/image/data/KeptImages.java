package io.foldwise.plugin.image.data;

import io.foldwise.plugin.image.pixel.Samples;
import io.foldwise.toolkit.memory.MemoryBudget;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Images of which those that come first are kept while there is room, and stay: an epoch sees every image once, so that one that
 * made way for another would always be needed sooner than that one.
 */
public final class KeptImages implements Images {

    private final Images images;
    private final MemoryBudget budget;
    private final AtomicReferenceArray<Samples> kept;

    /** @param number of images */
    public KeptImages(Images images, int number, MemoryBudget budget) {
        this.images = images;
        this.budget = budget;
        this.kept = new AtomicReferenceArray<>(number);
    }

    @Override
    public ImageSize size() {
        return images.size();
    }

    @Override
    public int channels() {
        return images.channels();
    }

    @Override
    public Samples get(int row) {
        Samples known = kept.get(row);
        if (known != null) {
            return known;
        }
        Samples made = images.get(row);
        if (budget.take(made.bytes()) && !kept.compareAndSet(row, null, made)) {
            budget.give(made.bytes()); // another thread was faster
        }
        return made;
    }

    @Override
    public OptionalLong contentHash(int row) {
        return images.contentHash(row);
    }
}
