package io.foldwise.plugin.text.masked;

import com.google.inject.Inject;
import io.foldwise.spi.Description;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import java.util.List;
import java.util.SplittableRandom;

/** Masks other tokens of a text every time that it is trained on, as the reader {@code masked-tokens} says how. */
@Description("Masks other tokens of a text in every epoch; for the reader masked-tokens")
public final class NewMasks implements Augmentation {

    private final MaskedTokens head;

    /** Nothing to choose: the reader has said it. */
    public record Params() {}

    @Inject
    public NewMasks(Params params, MaskedTokens head) {
        this.head = head;
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        int[] tokens = Masking.unmasked(example.input(), example.targets().get(0), head);
        Masking.Masked masked = head.masking().mask(tokens, head, random);
        return new Example(masked.input(), List.of(masked.target()));
    }
}
