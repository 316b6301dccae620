package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.Inference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What every {@link Inference} does: it gives a prediction of every head for every sample, the same whatever the sample's batch, and
 * writes into nothing that it is given.
 *
 * <pre>{@code
 * final class FlipsTest extends InferenceContract {
 *     @Override
 *     protected Inference inference() {
 *         return new Flips(new Flips.Params(true), data().input(), data().task());
 *     }
 * }
 * }</pre>
 */
public abstract class InferenceContract {

    private static final int SAMPLES = 5;

    /** A new inference for samples such as those of {@link #data}. */
    protected abstract Inference inference();

    /** What is predicted. */
    protected Dataset data() {
        return TinyData.images();
    }

    /**
     * A network: of rows, each column is another mix of what a sample has in its first and second half.
     *
     * @return {@code [samples][heads]}
     */
    protected List<List<Tensor>> network(Features features) {
        List<List<Tensor>> predictions = new ArrayList<>();
        for (float[] sample : samples(features.values())) {
            predictions.add(data().task().heads().stream()
                    .map(head -> row(sample, head.columns().size()))
                    .toList());
        }
        return predictions;
    }

    @Test
    void takesBatches() {
        assertThat(inference().batch()).as("the size of a batch").isPositive();
    }

    @Test
    void predictsEveryHeadOfEverySample() {
        List<List<Tensor>> predictions = inference().predict(this::network, features(SAMPLES));

        assertThat(predictions).as("samples").hasSize(SAMPLES).allSatisfy(sample -> {
            assertThat(sample).as("heads").hasSize(data().task().heads().size());
            for (int number = 0; number < sample.size(); number++) {
                Head head = data().task().heads().get(number);
                if (!head.columns().isEmpty()) {
                    assertThat(sample.get(number).values())
                            .as("columns of %s", head.name())
                            .hasSize(head.columns().size());
                }
            }
        });
    }

    @Test
    void predictsASampleWhateverItsBatch() {
        List<List<Tensor>> together = inference().predict(this::network, features(SAMPLES));
        for (int row = 0; row < SAMPLES; row++) {
            List<Tensor> alone = inference()
                    .predict(this::network, data().features(new int[] {row}))
                    .get(0);
            for (int head = 0; head < alone.size(); head++) {
                assertThat(together.get(row).get(head).values())
                        .as("sample %d among others", row)
                        .containsExactly(alone.get(head).values(), within(1e-5f));
            }
        }
    }

    @Test
    void writesIntoNothingThatItIsGiven() {
        Features features = features(SAMPLES);
        INDArray before = features.values().dup();
        List<Tensor> given = new ArrayList<>();
        List<Tensor> copies = new ArrayList<>();

        inference()
                .predict(
                        seen -> {
                            List<List<Tensor>> answers = network(seen);
                            answers.stream().flatMap(List::stream).forEach(answer -> {
                                given.add(answer);
                                copies.add(answer.with(answer.values().clone()));
                            });
                            return answers;
                        },
                        features);

        assertThat(features.values()).as("the features afterwards").isEqualTo(before);
        assertThat(given).as("what the network gave, afterwards").isEqualTo(copies);
    }

    @Test
    void repeatsItself() {
        Inference inference = inference();
        List<List<Tensor>> first = inference.predict(this::network, features(SAMPLES));

        assertThat(inference.predict(this::network, features(SAMPLES)))
                .as("predictions of the same samples again")
                .isEqualTo(first);
    }

    private Features features(int samples) {
        return data().features(IntStream.range(0, samples).toArray());
    }

    private static List<float[]> samples(INDArray batch) {
        float[] all = batch.dup('c').data().asFloat();
        int cells = all.length / Math.toIntExact(batch.size(0));
        return IntStream.range(0, all.length / cells)
                .mapToObj(sample -> Arrays.copyOfRange(all, sample * cells, (sample + 1) * cells))
                .toList();
    }

    private static Tensor row(float[] sample, int columns) {
        double[] halves = new double[2];
        for (int cell = 0; cell < sample.length; cell++) {
            halves[2 * cell / sample.length] += sample[cell] / sample.length;
        }
        float[] row = new float[columns];
        for (int column = 0; column < columns; column++) {
            double mixed = halves[0] * (column + 1) + halves[1] / (column + 1);
            row[column] = (float) (1 / (1 + Math.exp(-mixed)));
        }
        return Tensor.row(row);
    }
}
