package io.foldwise.plugin.text.tokens;

import io.foldwise.spi.data.Features;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.factory.Nd4j;

/** Sequences of token ids as one batch. */
public final class PaddedTokens {

    private PaddedTokens() {}

    /**
     * Ids {@code [batch, time]}, as long as the longest sequence; a mask of the same shape where any is shorter.
     *
     * @param most how many tokens of each sequence are kept
     * @param padding what fills up shorter ones: an id that is no token
     */
    public static Features batch(List<int[]> sequences, int most, int padding) {
        int time = Math.min(
                most, sequences.stream().mapToInt(tokens -> tokens.length).max().orElse(0));
        float[] values = new float[sequences.size() * time];
        float[] mask = new float[values.length];
        Arrays.fill(values, padding);
        int cells = 0;
        for (int i = 0; i < sequences.size(); i++) {
            int[] tokens = sequences.get(i);
            int length = Math.min(tokens.length, most);
            for (int step = 0; step < length; step++) {
                values[i * time + step] = tokens[step];
            }
            Arrays.fill(mask, i * time, i * time + length, 1);
            cells += length;
        }
        var ids = Nd4j.createFromArray(values).reshape(sequences.size(), time);
        return cells == values.length
                ? Features.of(ids)
                : Features.masked(ids, Nd4j.createFromArray(mask).reshape(sequences.size(), time));
    }
}
