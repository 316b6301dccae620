package io.foldwise.plugin.text.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.contracts.AugmentationContract;
import io.foldwise.plugin.text.masked.MaskedTokens;
import io.foldwise.plugin.text.masked.Masking;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class TextAugmentationsTest {

    private static final InputShape INPUT = new InputShape.Sequence(101, 60);
    private static final Task LABELS = Task.of(LabelSchema.of("label", List.of("a", "b")));
    private static final float[] TOKENS = numbered(50);

    @Nested
    final class Corrupting extends OfTexts {
        @Override
        protected Augmentation augmentation() {
            return new CorruptTokens(new CorruptTokens.Params(0.3, 0.8, Optional.empty()), INPUT, LABELS);
        }
    }

    @Nested
    final class Cropping extends OfTexts {
        @Override
        protected Augmentation augmentation() {
            return new CropText(new CropText.Params(0.5), INPUT, LABELS);
        }
    }

    @Nested
    final class Beginning extends OfTexts {
        @Override
        protected Augmentation augmentation() {
            return new FirstTokens(new FirstTokens.Params(20), INPUT, LABELS);
        }

        @Override
        protected boolean isRandom() {
            return false;
        }
    }

    private abstract static class OfTexts extends AugmentationContract {
        @Override
        protected InputShape input() {
            return INPUT;
        }

        @Override
        protected Example example() {
            return text();
        }
    }

    @Test
    void corruptsTheShareThatIsAsked() {
        Augmentation corrupting =
                new CorruptTokens(new CorruptTokens.Params(0.1, 0.75, Optional.empty()), INPUT, LABELS);
        int changed = 0;
        int unknown = 0;
        for (int draw = 0; draw < 1000; draw++) {
            float[] tokens = after(corrupting, draw);
            for (int step = 0; step < tokens.length; step++) {
                changed += tokens[step] == TOKENS[step] ? 0 : 1;
                unknown += tokens[step] == 100 ? 1 : 0;
            }
        }

        assertThat(unknown / 50_000.0).isCloseTo(0.075, within(0.005));
        assertThat(changed / 50_000.0).isCloseTo(0.1, within(0.006));
    }

    @Test
    void theUnknownTokenOfATableTakesThePlaceOfOthers() {
        Augmentation corrupting = new CorruptTokens(new CorruptTokens.Params(1, 1, Optional.of(0)), INPUT, LABELS);
        assertThat(after(corrupting, 1)).hasSize(50).containsOnly(0);
        assertThatThrownBy(() -> new CorruptTokens(new CorruptTokens.Params(1, 1, Optional.of(101)), INPUT, LABELS))
                .isInstanceOf(IncompatibleException.class)
                .hasMessage("corrupt-tokens: token 101 is none; the data has tokens from 0 to 99");
    }

    @Test
    void cropsAreRunsOfTheTextOfEveryAllowedLength() {
        Augmentation cropping = new CropText(new CropText.Params(0.9), INPUT, LABELS);
        boolean[] seen = new boolean[51];
        for (int draw = 0; draw < 200; draw++) {
            float[] tokens = after(cropping, draw);
            int from = (int) tokens[0];
            assertThat(tokens).containsExactly(Arrays.copyOfRange(TOKENS, from, from + tokens.length));
            seen[tokens.length] = true;
        }

        assertThat(Arrays.copyOf(seen, 45)).containsOnly(false);
        assertThat(Arrays.copyOfRange(seen, 45, 51)).containsOnly(true);
    }

    @Test
    void theBeginningIsKept() {
        assertThat(after(new FirstTokens(new FirstTokens.Params(3), INPUT, LABELS), 0))
                .containsExactly(0, 1, 2);
        assertThat(after(new FirstTokens(new FirstTokens.Params(50), INPUT, LABELS), 0))
                .containsExactly(TOKENS);
    }

    @Test
    void tokensThatAreAskedForStayAsTheyAre() {
        Task masked = Task.of(new MaskedTokens(101, 8, new Masking(0.15, 3, 0.8, 0.1)));

        assertThatThrownBy(() -> new CropText(new CropText.Params(0.5), INPUT, masked))
                .isInstanceOf(IncompatibleException.class)
                .hasMessageContaining("new-masks");
        assertThatThrownBy(() -> new CropText(new CropText.Params(0.5), new InputShape.Vector(3), LABELS))
                .isInstanceOf(IncompatibleException.class)
                .hasMessageContaining("token ids");
    }

    private static float[] after(Augmentation augmentation, int draw) {
        return augmentation
                .augment(text(), new Seed(9).branch("draw", draw).random())
                .input()
                .values();
    }

    private static Example text() {
        return new Example(Tensor.row(TOKENS.clone()), List.of(Tensor.row(1, 0)));
    }

    private static float[] numbered(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = i;
        }
        return numbers;
    }
}
