package io.foldwise.engine.sample;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.model.NetworkModel;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

/** Wants everything there is to know. */
public final class NetModel implements NetworkModel {

    public record Params(
            @Description("Feature maps of each kernel") @Default("128") @Min(1)
            int filters,

            @Default("[2, 3, 4]") @NotEmpty List<@Positive Integer> kernels,

            @Default("0.5") @PositiveOrZero @DecimalMax(value = "1", inclusive = false)
            double dropout,

            @Default("max") Pooling pooling,
            Optional<@Positive Integer> hidden) {}

    public enum Pooling {
        MAX,
        MEAN,
        MAX_AND_MEAN
    }

    private final Seed seed;

    @Inject
    public NetModel(Params params, InputShape input, LabelSchema labels, Seed seed) {
        this.seed = seed;
    }

    public Seed seed() {
        return seed;
    }

    @Override
    public String logits(GraphBuilder graph, String input) {
        return input;
    }
}
