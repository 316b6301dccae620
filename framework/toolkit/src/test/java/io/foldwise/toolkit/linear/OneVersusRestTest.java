package io.foldwise.toolkit.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OneVersusRestTest {

    private static final Classes KINDS = new Classes(List.of("a", "b", "c"));

    @Test
    void twoClassesKeepTheProbabilitiesThatTheyWereFittedTo() {
        Classes two = new Classes(List.of("ill", "well"));

        float[] row = OneVersusRest.logits(Task.of(two), new float[][] {{1.5f, -1.5f}})[0];

        assertThat(two.prediction(Tensor.row(row)).values()[0]).isCloseTo((float) sigmoid(1.5), within(1e-6f));
    }

    @Test
    void manyClassesShareWhatTheyWereFittedTo() {
        float[] row = OneVersusRest.logits(Task.of(KINDS), new float[][] {{2, -1, -90}})[0];

        float[] shares = KINDS.prediction(Tensor.row(row)).values();
        double sum = sigmoid(2) + sigmoid(-1);
        assertThat(shares)
                .containsExactly(
                        new float[] {(float) (sigmoid(2) / sum), (float) (sigmoid(-1) / sum), 0}, within(1e-6f));
    }

    @Test
    void labelsAreAnsweredAsTheyAre() {
        Task both = Task.of(LabelSchema.of("labels", List.of("fever", "rash")), KINDS);

        float[] row = OneVersusRest.logits(both, new float[][] {{3, -3, 0, 0, 0}})[0];

        assertThat(Arrays.copyOf(row, 2)).containsExactly(3, -3);
        assertThat(row[2]).isCloseTo((float) Math.log(0.5), within(1e-6f));
    }

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }
}
