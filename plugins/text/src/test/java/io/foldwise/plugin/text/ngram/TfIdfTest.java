package io.foldwise.plugin.text.ngram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.toolkit.linear.SparseRows;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TfIdfTest {

    private static final List<int[]> REPORTS =
            List.of(new int[] {5, 7, 5, 7}, new int[] {7, 9}, new int[] {9}, new int[] {5, 9, 9});

    /** The values of scikit-learn's TfidfVectorizer(binary=True, ngram_range=(1, 2)). */
    @Test
    void rowsAreThoseOfScikitLearn() {
        TfIdf tfIdf = TfIdf.fit(REPORTS, 2, 1);
        SparseRows rows = tfIdf.rows(REPORTS);

        assertThat(row(tfIdf, rows, 0))
                .isEqualTo(Map.of("5", 0.43779f, "7", 0.43779f, "5 7", 0.55528f, "7 5", 0.55528f));
        assertThat(row(tfIdf, rows, 1)).isEqualTo(Map.of("7", 0.55349f, "9", 0.4481f, "7 9", 0.70203f));
        assertThat(row(tfIdf, rows, 2)).isEqualTo(Map.of("9", 1f));
        assertThat(row(tfIdf, rows, 3))
                .isEqualTo(Map.of("5", 0.45301f, "9", 0.36675f, "5 9", 0.57458f, "9 9", 0.57458f));
    }

    @Test
    void rareNGramsGetNoColumn() {
        assertThat(Arrays.stream(TfIdf.fit(REPORTS, 2, 2).grams()).mapToObj(NGrams::text))
                .containsExactly("5", "7", "9");
    }

    @Test
    void unknownNGramsArePassedOver() {
        TfIdf tfIdf = TfIdf.fit(REPORTS, 2, 1);
        SparseRows rows = tfIdf.rows(List.of(new int[] {800, 801}, new int[] {800, 9}));

        assertThat(row(tfIdf, rows, 0)).isEmpty();
        assertThat(row(tfIdf, rows, 1)).isEqualTo(Map.of("9", 1f));
    }

    @Test
    void productsWithARowAreThoseOfTheFullMatrix() {
        TfIdf tfIdf = TfIdf.fit(REPORTS, 2, 1);
        SparseRows rows = tfIdf.rows(REPORTS);
        double[] vector = new double[rows.width()];
        rows.addTo(vector, 3, 2);

        assertThat(rows.dot(3, vector)).isCloseTo(2, within(1e-6));
        assertThat(rows.dot(2, vector)).isCloseTo(2 * 0.36675, within(1e-5));
    }

    private static Map<String, Float> row(TfIdf tfIdf, SparseRows rows, int row) {
        Map<String, Float> cells = new HashMap<>();
        for (int cell = rows.starts()[row]; cell < rows.starts()[row + 1]; cell++) {
            cells.put(
                    NGrams.text(tfIdf.grams()[rows.columns()[cell]]),
                    Math.round(rows.values()[cell] * 100000) / 100000f);
        }
        return cells;
    }
}
