package io.foldwise.plugin.text.tokens;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The token sequences behind the padded batches of any dataset whose input is a sequence. */
public final class TokenSequences {

    private static final int BATCH = 512;

    private TokenSequences() {}

    /** The tokens of each row, in the rows' order. */
    public static List<int[]> of(Dataset data, int[] rows) {
        List<int[]> sequences = new ArrayList<>();
        for (int from = 0; from < rows.length; from += BATCH) {
            int[] batch = Arrays.copyOfRange(rows, from, Math.min(from + BATCH, rows.length));
            addTo(sequences, data.features(batch));
        }
        return sequences;
    }

    private static void addTo(List<int[]> sequences, Features features) {
        int samples = (int) features.values().size(0);
        int time = (int) features.values().size(1);
        float[] values = features.values().dup('c').data().asFloat();
        float[] mask =
                features.mask().map(array -> array.dup('c').data().asFloat()).orElse(new float[0]);
        for (int sample = 0; sample < samples; sample++) {
            sequences.add(IntStream.range(sample * time, (sample + 1) * time)
                    .filter(i -> mask.length == 0 || mask[i] > 0)
                    .map(i -> (int) values[i])
                    .toArray());
        }
    }
}
