package io.foldwise.engine.weights;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import java.util.List;
import java.util.Optional;

/** The {@code start} block of a stage: what its weights start from, and which of them stay. */
public record StartSettings(
        @Description("Weights to start from; what they have nothing for starts as it does without them")
        Optional<WeightsSettings> weights,

        @Description("Names of layers that are not trained in this stage, where * fits anything, such as encoder-*")
        @Default("[]")
        List<String> freeze) {

    /** From where the stage before ended, or from chance; everything is trained. */
    public static final StartSettings PLAIN = new StartSettings(Optional.empty(), List.of());

    public StartSettings {
        freeze = List.copyOf(freeze);
    }
}
