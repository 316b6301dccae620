package io.foldwise.engine.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.sample.TinyVectors;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.validation.Fold;
import org.junit.jupiter.api.Test;

final class OutOfFoldTest {

    private static final Dataset DATA = TinyVectors.of(2, TinyVectors.schema(1), 4, new Seed(3));

    @Test
    void averagesRowsThatSeveralFoldsPredict() {
        OutOfFold outOfFold = new OutOfFold(DATA)
                .add(heldOut(1, 3), (head, place) -> Tensor.row(place == 0 ? 0.2f : 0.4f))
                .add(heldOut(3), (head, place) -> Tensor.row(0.8f));
        float[][] rows = outOfFold.predictions().rows(TinyVectors.schema(1));

        assertThat(outOfFold.rows()).containsExactly(1, 3);
        assertThat(outOfFold.predictions().ids()).containsExactly("sample-1", "sample-3");
        assertThat(rows[0]).containsExactly(0.2f);
        assertThat(rows[1]).containsExactly((float) ((0.4f + (double) 0.8f) / 2));
    }

    private static Fold heldOut(int... rows) {
        return new Fold(new int[0], rows, rows);
    }
}
