package io.foldwise.plugin.standard.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.spi.Assembler;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which of several augmentations are applied. Each of them writes its digit at the end of a number. */
final class ChoicesTest {

    private static final InputShape INPUT = new InputShape.Vector(1);
    private static final int DRAWS = 4000;

    /** Builds {@link Digit} only. */
    private static final Assembler ASSEMBLER = new Assembler() {
        @Override
        @SuppressWarnings("unchecked")
        public <T> T build(Spec<T> spec) {
            return (T) spec.params();
        }
    };

    @Test
    void oneOfAppliesOneByItsWeight() {
        Map<Float, Double> shares = shares(new OneOf(
                new OneOf.Params(List.of(
                        new OneOf.Choice(1, digit(1)), new OneOf.Choice(2, digit(2)), new OneOf.Choice(1, digit(3)))),
                INPUT,
                ASSEMBLER));

        assertThat(shares).containsOnlyKeys(1f, 2f, 3f);
        assertThat(shares.get(1f)).isCloseTo(0.25, within(0.03));
        assertThat(shares.get(2f)).isCloseTo(0.5, within(0.03));
    }

    @Test
    void someAppliesAsManyAsAreAskedForInTheirOrder() {
        Map<Float, Double> pairs = shares(some(2, Optional.of(2)));

        assertThat(pairs).containsOnlyKeys(12f, 13f, 23f);
        assertThat(pairs.values()).allSatisfy(share -> assertThat(share).isCloseTo(1 / 3.0, within(0.03)));
    }

    @Test
    void someDrawsHowMany() {
        Map<Float, Double> all = shares(some(0, Optional.empty()));

        assertThat(all).containsOnlyKeys(0f, 1f, 2f, 3f, 12f, 13f, 23f, 123f);
        assertThat(all.get(0f)).isCloseTo(0.25, within(0.03));
        assertThat(all.get(123f)).isCloseTo(0.25, within(0.03));
        assertThat(all.get(13f)).isCloseTo(0.25 / 3, within(0.03));
    }

    @Test
    void someCannotChooseMoreThanThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> some(1, Optional.of(4)))
                .withMessageContaining("there are 3 to choose among, not 1 to 4 of them");
        assertThatIllegalArgumentException().isThrownBy(() -> some(3, Optional.of(2)));
    }

    @Test
    void noneMayChangeTheSizeOfSomeExamplesOnly() {
        Spec<Augmentation> longer = new Spec<>("longer", Longer.class, new Longer(), "here");
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> new Some(new Some.Params(1, Optional.empty(), List.of(longer)), INPUT, ASSEMBLER))
                .withMessageContaining("'longer' changes the size of examples");
    }

    @Test
    void leavePlacesWhereAllOfThemDo() {
        assertThat(some(1, Optional.empty()).keepsPlaces()).isFalse();
        Spec<Augmentation> louder = new Spec<>("louder", Louder.class, new Louder(), "here");
        assertThat(new Some(new Some.Params(1, Optional.empty(), List.of(louder)), INPUT, ASSEMBLER).keepsPlaces())
                .isTrue();
        assertThat(oneOf(List.of(louder)).keepsPlaces()).isTrue();
        assertThat(oneOf(List.of(louder, digit(1))).keepsPlaces()).isFalse();
    }

    private static OneOf oneOf(List<Spec<Augmentation>> members) {
        List<OneOf.Choice> choices =
                members.stream().map(member -> new OneOf.Choice(1, member)).toList();
        return new OneOf(new OneOf.Params(choices), INPUT, ASSEMBLER);
    }

    private static Some some(int least, Optional<Integer> most) {
        return new Some(new Some.Params(least, most, List.of(digit(1), digit(2), digit(3))), INPUT, ASSEMBLER);
    }

    private static Spec<Augmentation> digit(int digit) {
        return new Spec<>("digit", Digit.class, new Digit(digit), "here");
    }

    /** How often each number comes out. */
    private static Map<Float, Double> shares(Augmentation augmentation) {
        SplittableRandom random = new SplittableRandom(5);
        Map<Float, Double> shares = new TreeMap<>();
        for (int draw = 0; draw < DRAWS; draw++) {
            Example changed = augmentation.augment(new Example(Tensor.row(0), List.of()), random);
            shares.merge(changed.input().values()[0], 1.0 / DRAWS, Double::sum);
        }
        return shares;
    }

    private record Digit(int digit) implements Augmentation {
        @Override
        public Example augment(Example example, SplittableRandom random) {
            return example.withInput(Tensor.row(10 * example.input().values()[0] + digit));
        }
    }

    private record Louder() implements Augmentation {
        @Override
        public Example augment(Example example, SplittableRandom random) {
            return example.withInput(Tensor.row(10 * example.input().values()[0]));
        }

        @Override
        public boolean keepsPlaces() {
            return true;
        }
    }

    private record Longer() implements Augmentation {
        @Override
        public Example augment(Example example, SplittableRandom random) {
            return example.withInput(Tensor.row(Arrays.copyOf(example.input().values(), 2)));
        }

        @Override
        public InputShape output(InputShape input) {
            return new InputShape.Vector(2);
        }
    }
}
