package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.model.NetworkModel;
import io.foldwise.spi.training.Hook;
import io.foldwise.spi.training.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * What every {@link Hook} does, in the real trainer: it has an effect, repeats itself bit for bit, and leaves the arrays
 * of batches alone. What its effect should be, only its own test knows.
 *
 * <pre>{@code
 * final class LookaheadTest extends HookContract {
 *     @Override
 *     protected Hook hook(InputShape input) {
 *         return new Lookahead(new Lookahead.Params(5, 0.5));
 *     }
 * }
 * }</pre>
 */
public abstract class HookContract {

    private static final int EPOCHS = 6;

    /** A new hook, that does something within a few steps. */
    protected abstract Hook hook(InputShape input);

    /** Labelled samples to train on. */
    protected Dataset data() {
        return TinyData.vectors();
    }

    /** A network that reads them. This one has layers {@code hidden}, {@code norm} (batch normalization) and {@code logits}. */
    protected NetworkModel model() {
        return (graph, input) -> {
            graph.addLayer("hidden", dense(5, Activation.TANH), input)
                    .addLayer("norm", new BatchNormalization.Builder().build(), "hidden")
                    .addLayer("logits", dense(data().task().width(), Activation.IDENTITY), "norm");
            return "logits";
        };
    }

    private static DenseLayer dense(int size, Activation activation) {
        return new DenseLayer.Builder().nOut(size).activation(activation).build();
    }

    @Test
    void hasAnEffect() {
        assertThat(Arrays.equals(train(newHook()), train(new Hook() {})))
                .as("training with the hook gives the weights of training without it")
                .isFalse();
    }

    @Test
    void repeatsItselfBitForBit() {
        assertThat(Arrays.equals(train(newHook()), train(newHook())))
                .as("two trainings with the hook give the same weights")
                .isTrue();
    }

    @Test
    void leavesTheArraysOfBatchesAlone() {
        Guard guard = new Guard();
        train(guard, newHook(), guard.after());
        assertThat(guard.changes).as("changes of arrays of a batch").isEmpty();
    }

    private Hook newHook() {
        return hook(data().input());
    }

    private float[] train(Hook... hooks) {
        return TinyTraining.keptWeights(model(), data(), EPOCHS, 2, hooks);
    }

    /** Remembers every batch before the hook sees it, and compares when the hook has had its last say about the step. */
    private static final class Guard implements Hook {
        private final List<String> changes = new ArrayList<>();
        private MultiDataSet given;
        private List<INDArray> copies = List.of();

        @Override
        public MultiDataSet batch(Step step, MultiDataSet batch) {
            given = batch;
            copies = arrays(batch).map(INDArray::dup).toList();
            return batch;
        }

        Hook after() {
            return new Hook() {
                @Override
                public void step(Step step) {
                    if (!arrays(given).toList().equals(copies)) {
                        changes.add("in step " + step.number());
                    }
                }
            };
        }

        private static Stream<INDArray> arrays(MultiDataSet batch) {
            return Stream.of(batch.getFeatures(), batch.getLabels()).flatMap(Arrays::stream);
        }
    }
}
