package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.DirectModel;
import io.foldwise.spi.model.DirectModel.Fitted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link DirectModel} does: it learns from the rows it is given and looks at no others, predicts each sample by
 * itself and without its targets, is the same after a round trip through its file, and repeats itself bit for bit.
 *
 * <pre>{@code
 * final class BagOfTokensLinearTest extends DirectModelContract {
 *     @Override
 *     protected DirectModel model(InputShape input, Task task) {
 *         return new BagOfTokensLinear(new BagOfTokensLinear.Params(1), input, labels);
 *     }
 *
 *     @Override
 *     protected Dataset data() {
 *         return TinyData.sequences();
 *     }
 * }
 * }</pre>
 */
public abstract class DirectModelContract {

    /** A new model. */
    protected abstract DirectModel model(InputShape input, Task task);

    /** Labelled samples that the model can read, such as {@link TinyData#sequences()}. */
    protected abstract Dataset data();

    @Test
    void learnsTinyData() {
        int[] all = IntStream.range(0, data().size()).toArray();
        float[][] logits = fitted(all).logits(data(), all);
        float[][] targets = Arrays.stream(all).mapToObj(data()::targets).toArray(float[][]::new);
        double baseRates = CrossEntropy.ofBaseRates(data(), all);
        assertThat(CrossEntropy.of(logits, targets))
                .as("cross-entropy of the rows learned from; constant base rates reach %.4f", baseRates)
                .isLessThan(0.7 * baseRates);
    }

    @Test
    void looksAtItsTrainingRowsOnly() {
        Dataset guarded = new OnlyRows(data(), trainingRows(), true);
        assertThatCode(() -> model().fit(guarded, trainingRows()))
                .as("fitting on some of the rows")
                .doesNotThrowAnyException();
    }

    @Test
    void predictsWithoutTargets() {
        Fitted fitted = fitted(trainingRows());
        int[] rows = otherRows();
        float[][] logits = fitted.logits(new OnlyRows(data(), rows, false), rows);
        assertThat(logits).hasDimensions(rows.length, data().task().width());
        assertThat(List.of(logits)).allSatisfy(row -> {
            for (float logit : row) {
                assertThat(logit).isFinite();
            }
        });
    }

    @Test
    void predictsASampleTheSameAloneAndInAnyBatch() {
        Fitted fitted = fitted(trainingRows());
        int[] rows = otherRows();
        float[][] together = fitted.logits(data(), rows);
        for (int i = 0; i < rows.length; i++) {
            float[] alone = fitted.logits(data(), new int[] {rows[i]})[0];
            assertThat(alone).as("logits of row %d alone", rows[i]).containsExactly(together[i]);
        }
    }

    @Test
    void givesTheSameLogitsAfterSavingAndRestoring(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("model");
        Fitted fitted = fitted(trainingRows());
        fitted.save(file);
        assertThat(model().restore(file).logits(data(), otherRows())).isDeepEqualTo(fitted.logits(data(), otherRows()));
    }

    @Test
    void repeatsBitForBit() {
        assertThat(fitted(trainingRows()).logits(data(), otherRows()))
                .isDeepEqualTo(fitted(trainingRows()).logits(data(), otherRows()));
    }

    @Test
    void givesOneLogitPerLabel() {
        for (int width : new int[] {1, 4}) {
            Dataset data = TinyData.of(data().input(), TinyData.schema(width), 20, new Seed(3));
            int[] all = IntStream.range(0, data.size()).toArray();
            Fitted fitted = model(data.input(), data.task()).fit(data, all);
            assertThat(fitted.logits(data, new int[] {0, 1})).hasDimensions(2, width);
        }
    }

    @Test
    void refusesInputsThatItCannotRead() {
        for (Dataset other : TinyData.all()) {
            assertThatCode(() -> readOrRefuse(other))
                    .as("a model that cannot read %s says so in its constructor", other.input())
                    .doesNotThrowAnyException();
        }
    }

    private void readOrRefuse(Dataset data) {
        DirectModel model;
        try {
            model = model(data.input(), data.task());
        } catch (IncompatibleException refusal) {
            return;
        }
        int[] all = IntStream.range(0, data.size()).toArray();
        model.fit(data, all).logits(data, all);
    }

    private DirectModel model() {
        return model(data().input(), data().task());
    }

    private Fitted fitted(int[] rows) {
        return model().fit(data(), rows);
    }

    private int[] trainingRows() {
        return IntStream.range(0, data().size()).filter(row -> row % 4 != 0).toArray();
    }

    private int[] otherRows() {
        return IntStream.range(0, data().size()).filter(row -> row % 4 == 0).toArray();
    }
}
