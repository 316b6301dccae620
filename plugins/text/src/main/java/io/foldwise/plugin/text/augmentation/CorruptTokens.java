package io.foldwise.plugin.text.augmentation;

import com.google.inject.Inject;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Replaces tokens: each with the same chance, by one that says nothing or by any other one. Unless told which, the one that says
 * nothing is the last category, which stands for padding, and which no text has.
 */
@Description("Replaces a share of a text's tokens by an unknown token or by others")
public final class CorruptTokens implements Augmentation {

    private final Params params;
    private final int unknown;
    private final int padding;

    /** How many, and by what. */
    public record Params(
            @Description("Share of the tokens that are replaced") @Default("0.05") @DecimalMin("0") @DecimalMax("1")
            double share,

            @Description("Share of these that become the unknown token; the others become any token")
            @Default("0.8")
            @DecimalMin("0")
            @DecimalMax("1")
            double unknown,

            @Description(
                    "Number of the unknown token, which is 0 in a text-table; unless given, the one that stands for padding")
            Optional<@PositiveOrZero Integer> token) {}

    @Inject
    public CorruptTokens(Params params, InputShape input, Task task) {
        this.params = params;
        this.padding = Texts.require("corrupt-tokens", input, task).categories() - 1;
        this.unknown = params.token().orElse(padding);
        if (unknown > padding) {
            throw new IncompatibleException(
                    "corrupt-tokens: token " + unknown + " is none; the data has tokens from 0 to " + (padding - 1));
        }
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
                tokens[step] = random.nextDouble() < params.unknown() ? unknown : random.nextInt(padding);
            }
        }
        return example.withInput(example.input().with(tokens));
    }
}
