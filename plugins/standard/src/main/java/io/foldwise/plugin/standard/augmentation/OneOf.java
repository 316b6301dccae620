package io.foldwise.plugin.standard.augmentation;

import io.foldwise.spi.Assembler;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Inline;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One of several augmentations, chosen at random for each example:
 *
 * <pre>{@code
 * augment = [{ type = one-of, probability = 0.3, of = [contrast, { type = gamma, weight = 2 }, brightness] }]
 * }</pre>
 */
@Description("One of several augmentations, chosen at random for each example")
public final class OneOf implements Augmentation {

    private final List<Augmentation> members;
    private final double[] shares;

    /** What to choose among. */
    public record Params(
            @Description("Augmentations, each with its weight: { type = noise, weight = 2 }") @NotEmpty
            List<@Valid Choice> of) {}

    /** One to choose. */
    public record Choice(
            @Description("How often it is chosen, in proportion to the others") @Default("1") @Positive
            double weight,

            @Description("The augmentation, its parameters beside its weight") @Inline
            Spec<Augmentation> augmentation) {}

    /** @throws IncompatibleException if one of them changes the size of examples */
    @Inject
    public OneOf(Params params, InputShape input, Assembler assembler) {
        this.members = Members.of(params.of().stream().map(Choice::augmentation).toList(), input, assembler);
        double sum = params.of().stream().mapToDouble(Choice::weight).sum();
        this.shares = params.of().stream()
                .mapToDouble(choice -> choice.weight() / sum)
                .toArray();
    }

    @Override
    public boolean keepsPlaces() {
        return members.stream().allMatch(Augmentation::keepsPlaces);
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        double left = random.nextDouble();
        int chosen = 0;
        while (chosen < shares.length - 1 && left >= shares[chosen]) {
            left -= shares[chosen++];
        }
        return members.get(chosen).augment(example, random);
    }
}
