package io.foldwise.plugin.text.augmentation;

import com.google.inject.Inject;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.SplittableRandom;

/**
 * Replaces tokens: each with the same chance, by a token that no text has (the last category, which also stands for padding) or by any
 * other one.
 */
@Description("Replaces a share of a text's tokens by an unknown token or by others")
public final class CorruptTokens implements Augmentation {

    private final Params params;
    private final int unknown;

    /** How many, and by what. */
    public record Params(
            @Description("Share of the tokens that are replaced") @Default("0.05") @DecimalMin("0") @DecimalMax("1")
            double share,

            @Description("Share of these that become the unknown token; the others become any token")
            @Default("0.8")
            @DecimalMin("0")
            @DecimalMax("1")
            double unknown) {}

    @Inject
    public CorruptTokens(Params params, InputShape input, Task task) {
        this.params = params;
        this.unknown = Texts.require("corrupt-tokens", input, task).categories() - 1;
    }

    @Override
    public boolean keepsPlaces() {
        return true;
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        float[] tokens = example.input().values().clone();
        for (int step = 0; step < tokens.length; step++) {
            if (random.nextDouble() < params.share()) {
                tokens[step] = random.nextDouble() < params.unknown() ? unknown : random.nextInt(unknown);
            }
        }
        return example.withInput(example.input().with(tokens));
    }
}
