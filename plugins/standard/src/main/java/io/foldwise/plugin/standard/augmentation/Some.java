package io.foldwise.plugin.standard.augmentation;

import io.foldwise.spi.Assembler;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Some of several augmentations: for each example a number of them is drawn, each number as likely, and then which ones. They are
 * applied in the order in which they stand.
 */
@Description("Some of several augmentations, chosen at random for each example")
public final class Some implements Augmentation {

    private final int least;
    private final int most;
    private final List<Augmentation> members;

    /** What to choose among, and how many. */
    public record Params(
            @Description("How many at least") @Default("1") @PositiveOrZero
            int least,

            @Description("How many at most; all of them without it")
            Optional<@Positive Integer> most,

            @Description("The augmentations") @NotEmpty List<Spec<Augmentation>> of) {

        public Params {
            int last = most.orElse(of.size());
            if (least > last || last > of.size()) {
                throw new IllegalArgumentException(
                        "there are " + of.size() + " to choose among, not " + least + " to " + last + " of them");
            }
        }
    }

    /** @throws IncompatibleException if one of them changes the size of examples */
    @Inject
    public Some(Params params, InputShape input, Assembler assembler) {
        this.least = params.least();
        this.most = params.most().orElse(params.of().size());
        this.members = Members.of(params.of(), input, assembler);
    }

    @Override
    public boolean keepsPlaces() {
        return members.stream().allMatch(Augmentation::keepsPlaces);
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        int missing = least + (int) ((most - least + 1) * random.nextDouble());
        Example changed = example;
        for (int i = 0; i < members.size(); i++) {
            if ((members.size() - i) * random.nextDouble() < missing) {
                missing--;
                changed = members.get(i).augment(changed, random);
            }
        }
        return changed;
    }
}
