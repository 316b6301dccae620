package io.foldwise.plugin.text.masked;

import io.foldwise.layers.token.Marks;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Tensor;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How tokens are masked: spans of 1 to {@code spans} tokens, one after the other at places of chance, until the share is reached, and
 * no text without a masked token. A masked token is hidden, replaced by one of chance or, as it is in all other texts, left.
 *
 * @see <a href="https://arxiv.org/abs/1810.04805">Devlin et al. 2018, BERT, section 3.1</a>
 * @see <a href="https://arxiv.org/abs/1907.10529">Joshi et al. 2019, SpanBERT</a>, for spans
 */
public record Masking(
        @Description("Share of a text's tokens that are asked for")
        @Default("0.15")
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax("0.9")
        double share,

        @Description(value = "The longest run that is masked at once, of lengths of chance from 1", unit = "tokens")
        @Default("3")
        @Positive
        int spans,

        @Description("Share of the masked tokens in whose place the network sees a mask")
        @Default("0.8")
        @DecimalMin("0")
        @DecimalMax("1")
        double hidden,

        @Description(
                "Share of the masked tokens in whose place it sees a token by chance; it sees the rest as they are")
        @Default("0.1")
        @DecimalMin("0")
        @DecimalMax("1")
        double replaced) {

    public Masking {
        if (hidden + replaced > 1) {
            throw new IllegalArgumentException("hidden " + hidden + " and replaced " + replaced + " are more than 1");
        }
    }

    /**
     * A text with masked tokens.
     *
     * @param input ids with marks, {@code [time]}
     * @param target as {@link MaskedTokens} says
     */
    record Masked(Tensor input, Tensor target) {}

    /** How many tokens of a text are masked. */
    int count(int length) {
        return Math.max(1, (int) Math.round(share * length));
    }

    /** Masks tokens of a text. */
    Masked mask(int[] tokens, MaskedTokens head, SplittableRandom random) {
        boolean[] masked = places(tokens.length, Math.min(head.slots(), count(tokens.length)), random);
        float[] input = new float[tokens.length];
        float[] target = new float[head.slots()];
        Arrays.fill(target, MaskedTokens.NOTHING);
        int slot = 0;
        for (int step = 0; step < tokens.length; step++) {
            if (masked[step]) {
                target[slot++] = tokens[step];
                input[step] = Marks.marked(shown(tokens[step], head, random), head.vocabulary());
            } else {
                input[step] = tokens[step];
            }
        }
        return new Masked(Tensor.row(input), Tensor.row(target));
    }

    private boolean[] places(int length, int count, SplittableRandom random) {
        boolean[] masked = new boolean[length];
        int left = Math.min(count, length);
        while (left > 0) {
            int from = random.nextInt(length);
            int to = Math.min(length, from + 1 + random.nextInt(spans));
            for (int step = from; step < to && left > 0; step++) {
                left -= masked[step] ? 0 : 1;
                masked[step] = true;
            }
        }
        return masked;
    }

    private int shown(int token, MaskedTokens head, SplittableRandom random) {
        double chance = random.nextDouble();
        if (chance < hidden) {
            return head.mask();
        }
        return chance < hidden + replaced ? random.nextInt(head.mask()) : token;
    }

    /** The text that was masked. */
    static int[] unmasked(Tensor input, Tensor target, MaskedTokens head) {
        int[] tokens = new int[input.values().length];
        int slot = 0;
        for (int step = 0; step < tokens.length; step++) {
            int id = (int) input.values()[step];
            tokens[step] = Marks.isMarked(id, head.vocabulary()) ? (int) target.values()[slot++] : id;
        }
        return tokens;
    }
}
