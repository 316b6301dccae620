package io.foldwise.plugin.standard.inference;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.Inference;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import java.util.List;

/** Samples as they are, in one pass. */
@Description("Samples as they are, in one pass")
public final class Whole implements Inference {

    private final int batch;

    /** How many at once. */
    public record Params(
            @Description(value = "How many go through the network at once", unit = "samples") @Default("256") @Positive
            int batch) {}

    @Inject
    public Whole(Params params) {
        this.batch = params.batch();
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public List<List<Tensor>> predict(Network network, Features features) {
        return network.predict(features);
    }
}
