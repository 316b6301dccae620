package io.foldwise.plugin.standard.sampler;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.training.Epoch;
import io.foldwise.spi.training.Sampler;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import java.util.List;
import org.nd4j.common.util.MathUtils;

/** Every sample once per epoch, in a new random order. The last batch may be smaller. */
@Description("Every sample once per epoch, in random order")
public final class Shuffled implements Sampler {

    private final int batch;

    /** The size of a batch. */
    public record Params(
            @Description(value = "Samples per batch", unit = "samples") @Default("64") @Positive
            int batch) {}

    @Inject
    public Shuffled(Params params) {
        this.batch = params.batch();
    }

    @Override
    public List<int[]> batches(Epoch epoch) {
        int[] rows = epoch.rows().clone();
        MathUtils.shuffleArray(rows, epoch.random().nextLong());
        return Batches.cut(rows, batch);
    }
}
