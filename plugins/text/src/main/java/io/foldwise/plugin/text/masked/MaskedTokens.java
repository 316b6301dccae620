package io.foldwise.plugin.text.masked;

import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Tensor;
import java.util.Arrays;

/**
 * Which tokens were masked in a text. What is asked stands in the input: ids with {@linkplain io.foldwise.layers.token.Marks marks}.
 * Logits are {@code [slots, vocabulary]}, or fewer slots where a batch asks for fewer; the first slots are for the masked tokens in
 * their order, and what others hold means nothing. A target is {@code [slots]}: the tokens, and {@link #NOTHING} behind the last.
 *
 * @param vocabulary number of different tokens, among them one that is none and stands where one is hidden, the last
 * @param slots how many tokens of a text are masked at most
 * @param masking how tokens are masked
 */
public record MaskedTokens(int vocabulary, int slots, Masking masking) implements Head {

    /** Stands in a target where nothing is asked. */
    public static final int NOTHING = -1;

    /** What is shown in place of a hidden token; no text has it. */
    int mask() {
        return vocabulary - 1;
    }

    @Override
    public String name() {
        return "tokens";
    }

    @Override
    public long[] logits() {
        return new long[] {slots, vocabulary};
    }

    @Override
    public long[] target() {
        return new long[] {slots};
    }

    @Override
    public Storage storage() {
        return new Storage.Arrays(Storage.Cell.FLOAT);
    }

    /** Probabilities of all tokens for every slot. */
    @Override
    public Tensor prediction(Tensor logits) {
        float[] given = logits.values();
        float[] probabilities = new float[slots * vocabulary];
        int filled = Math.min(slots, given.length / vocabulary);
        for (int slot = 0; slot < filled; slot++) {
            softmax(given, probabilities, slot * vocabulary);
        }
        Arrays.fill(probabilities, filled * vocabulary, probabilities.length, 1f / vocabulary);
        return new Tensor(probabilities, slots, vocabulary);
    }

    private void softmax(float[] logits, float[] probabilities, int from) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int cell = from; cell < from + vocabulary; cell++) {
            largest = Math.max(largest, logits[cell]);
        }
        double sum = 0;
        for (int cell = from; cell < from + vocabulary; cell++) {
            sum += Math.exp(logits[cell] - largest);
        }
        for (int cell = from; cell < from + vocabulary; cell++) {
            probabilities[cell] = (float) (Math.exp(logits[cell] - largest) / sum);
        }
    }

    @Override
    public String toString() {
        return "masked tokens of " + vocabulary;
    }
}
