package io.foldwise.plugin.text.augmentation;

import com.google.inject.Inject;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import jakarta.validation.constraints.Positive;
import java.util.SplittableRandom;

/**
 * Keeps the beginning of a text. Stages that keep more and more are a curriculum of lengths; validation and prediction see whole texts
 * all the while.
 */
@Description("Keeps the beginning of a text, for stages that begin with short texts")
public final class FirstTokens implements Augmentation {

    private final int most;

    /** How much. */
    public record Params(
            @Description(value = "Longer texts are cut to so many", unit = "tokens") @Default("50") @Positive
            int most) {}

    @Inject
    public FirstTokens(Params params, InputShape input, Task task) {
        this.most = params.most();
        Texts.require("first-tokens", input, task);
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        int length = example.input().values().length;
        return length <= most ? example : example.withInput(Texts.part(example.input(), 0, most));
    }
}
