package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.PostProcessing;
import io.foldwise.spi.prediction.PostProcessing.Fitted;
import io.foldwise.spi.prediction.Predicted;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link PostProcessing} does: it writes into no array that it is given, as others see the same ones; what it learned is
 * restored from its values; what becomes of a sample does not depend on the samples before it; and predictions keep their shape.
 *
 * <pre>{@code
 * final class PlattTest extends PostProcessingContract {
 *     @Override
 *     protected PostProcessing postProcessing() {
 *         return new Platt(new Platt.Params(), TinyData.schema(3));
 *     }
 * }
 * }</pre>
 */
public abstract class PostProcessingContract {

    private static final Seed SEED = new Seed(20_210_226);
    private static final int SAMPLES = 60;

    /** A new step, for {@link #head}. */
    protected abstract PostProcessing postProcessing();

    /** The head whose predictions are changed. */
    protected Head head() {
        return TinyData.schema(3);
    }

    /** The shape of a sample's prediction: that of the logits, unless those are of any size. */
    protected int[] shape() {
        return Arrays.stream(head().logits()).mapToInt(Math::toIntExact).toArray();
    }

    /** What is predicted of a sample; a step that looks at other heads adds theirs here. */
    protected Predicted predicted(int sample, Tensor own) {
        return Predicted.alone("sample-" + sample, own);
    }

    @Test
    void writesIntoNothingThatItIsGivenToLearnFrom() {
        List<Tensor> targets = targets();
        List<Tensor> predictions = predictions();

        fitted(targets, predictions);

        assertThat(targets).as("the targets afterwards").isEqualTo(targets());
        assertThat(predictions).as("the predictions afterwards").isEqualTo(predictions());
    }

    @Test
    void writesIntoNoPredictionThatItChanges() {
        Fitted fitted = fitted();
        List<Tensor> predictions = predictions();

        applied(fitted, predictions);

        assertThat(predictions).as("the predictions afterwards").isEqualTo(predictions());
    }

    @Test
    void givesNumbersInTheShapeOfThePrediction() {
        assertThat(applied(fitted(), predictions())).allSatisfy(changed -> {
            assertThat(changed.shape()).as("the shape").isEqualTo(shape());
            assertThat(IntStream.range(0, changed.values().length)
                            .filter(cell -> !Float.isFinite(changed.values()[cell])))
                    .as("places of what is no number")
                    .isEmpty();
        });
    }

    @Test
    void isRestoredFromWhatItLearned() {
        Fitted fitted = fitted();
        Fitted restored = postProcessing().restore(head(), fitted.values());

        assertThat(restored.values()).as("what was learned").isEqualTo(fitted.values());
        assertThat(applied(restored, predictions()))
                .as("predictions that are changed by what was restored")
                .isEqualTo(applied(fitted, predictions()));
    }

    @Test
    void namesWhatItLearned() {
        assertThat(fitted().values()).allSatisfy((name, value) -> {
            assertThat(name).isNotBlank();
            assertThat(value).as("the value of %s", name).isFinite();
        });
    }

    @Test
    void changesASampleWhateverItChangedBefore() {
        Fitted fitted = fitted();
        List<Tensor> expected = applied(fitted, predictions());

        for (int sample = SAMPLES - 1; sample >= 0; sample--) {
            assertThat(fitted.apply(predicted(sample, predictions().get(sample))))
                    .as("sample %d after others", sample)
                    .isEqualTo(expected.get(sample));
        }
    }

    @Test
    void repeatsItself() {
        PostProcessing used = postProcessing();
        Fitted first = used.fit(head(), targets(), all(predictions()));
        used.fit(head(), targets().subList(0, SAMPLES / 2), all(predictions().subList(0, SAMPLES / 2)));
        Fitted again = used.fit(head(), targets(), all(predictions()));

        assertThat(again.values()).as("fitted to the same predictions again").isEqualTo(first.values());
    }

    private Fitted fitted() {
        return fitted(targets(), predictions());
    }

    private Fitted fitted(List<Tensor> targets, List<Tensor> predictions) {
        return postProcessing().fit(head(), targets, all(predictions));
    }

    private List<Predicted> all(List<Tensor> predictions) {
        return IntStream.range(0, predictions.size())
                .mapToObj(sample -> predicted(sample, predictions.get(sample)))
                .toList();
    }

    private List<Tensor> applied(Fitted fitted, List<Tensor> predictions) {
        return all(predictions).stream().map(fitted::apply).toList();
    }

    private List<Tensor> targets() {
        return tensors(rows().targets(SAMPLES));
    }

    private List<Tensor> predictions() {
        return tensors(rows().blurred(rows().targets(SAMPLES), SEED.random()));
    }

    private List<Tensor> tensors(float[][] rows) {
        return Stream.of(rows).map(row -> new Tensor(row, shape())).toList();
    }

    private TinyRows rows() {
        return new TinyRows(head(), Tensor.cells(shape()));
    }
}
