package io.foldwise.engine.stagedata;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.sample.TinySequences;
import io.foldwise.engine.sample.TinyVectors;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

final class JoinedDatasetTest {

    private final Dataset first = TinyVectors.of(6, TinyVectors.schema(3), 4, new Seed(1));
    private final Dataset second = TinyVectors.of(6, TinyVectors.schema(3), 3, new Seed(2));
    private final Dataset joined = new JoinedDataset(first, second);

    @Test
    void hasTheRowsOfBothOneAfterTheOther() {
        assertThat(joined.size()).isEqualTo(7);
        assertThat(joined.id(3)).isEqualTo(first.id(3));
        assertThat(joined.id(4)).isEqualTo(second.id(0));
        assertThat(joined.targets(5)).isEqualTo(second.targets(1));
        assertThat(joined.group(2)).isEqualTo(first.group(2));
        assertThat(joined.group(4)).isEqualTo(joined.group(5)).isNegative();
        assertThat(joined.group(6)).isNotEqualTo(joined.group(5)).isNegative();
    }

    @Test
    void aBatchMayHaveSamplesOfBoth() {
        INDArray values = joined.features(new int[] {5, 0, 6, 3, 4}).values();

        assertThat(values.toFloatMatrix())
                .isDeepEqualTo(
                        new float[][] {row(second, 1), row(first, 0), row(second, 2), row(first, 3), row(second, 0)});
        assertThat(joined.features(new int[] {1, 2}).values())
                .isEqualTo(first.features(new int[] {1, 2}).values());
        assertThat(joined.features(new int[] {4, 6}).values())
                .isEqualTo(second.features(new int[] {0, 2}).values());
    }

    private static float[] row(Dataset data, int row) {
        return data.features(new int[] {row}).values().toFloatVector();
    }

    @Test
    void samplesOfOtherLengthsAreMasked() {
        Dataset sequences = new TinySequences();
        Dataset both = new JoinedDataset(sequences, sequences);
        int shortRow = row(sequences, true);
        int longRow = row(sequences, false);

        Features features = both.features(new int[] {shortRow, sequences.size() + longRow});

        int length = sequences.length(longRow);
        assertThat(features.values().shape()).containsExactly(2, length);
        INDArray mask = features.mask().orElseThrow();
        assertThat(mask.getRow(0).sumNumber().intValue()).isEqualTo(sequences.length(shortRow));
        assertThat(mask.getRow(1).sumNumber().intValue()).isEqualTo(length);
        float[] own = sequences.features(new int[] {shortRow}).values().toFloatVector();
        assertThat(features.values().getRow(0).toFloatVector()).startsWith(own);
    }

    /** The shortest or longest one. */
    private static int row(Dataset data, boolean shortest) {
        int found = 0;
        for (int row = 1; row < data.size(); row++) {
            if (shortest == data.length(row) < data.length(found) && data.length(row) != data.length(found)) {
                found = row;
            }
        }
        return found;
    }
}
