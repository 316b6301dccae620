package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Every check of {@link ModelContract} catches a model that breaks it. */
final class BrokenModelsTest {

    @Test
    void aFixedNumberOfLogits() {
        ModelContract contract = perceptron(labels -> 3, Activation.TANH.getActivationFunction());
        assertCaught(contract::givesOneLogitPerLabel, "logits of 2 samples");
    }

    @Test
    void anInputThatNeverArrives() {
        ModelContract contract = contract(TinyData.vectors(), (input, task) -> (graph, name) -> {
            graph.addVertex("nothing", new ScaleVertex(0), dense(graph, "hidden", name, 4, Activation.TANH));
            return dense(graph, "logits", "nothing", task.width(), Activation.IDENTITY);
        });
        assertCaught(contract::learnsTinyData, "constant base rates reach");
        assertCaught(contract::givesEveryParameterAGradient, "hidden_W");
    }

    /** Its derivative is twice too large. */
    static final class WrongDerivative extends ActivationTanH {
        private static final long serialVersionUID = 1;

        @Override
        public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
            return super.backprop(in, epsilon.muli(2));
        }
    }

    @Test
    void aWrongDerivative() {
        assertCaught(perceptron(new WrongDerivative())::hasExactGradients, "hidden_W[");
    }

    /** Has a state of its own, which no file holds. */
    static final class HiddenState extends ActivationTanH {
        private static final long serialVersionUID = 1;
        private transient int trained;

        @Override
        public INDArray getActivation(INDArray in, boolean training) {
            trained += training ? 1 : 0;
            return super.getActivation(in.addi(trained * 0.1), training);
        }
    }

    @Test
    void aStateThatIsNotSaved() {
        ModelContract contract = perceptron(new HiddenState());
        assertCaught(contract::givesTheSameLogitsAfterSavingAndRestoring, "");
        assertCaught(contract::trainsOnBatchesOfAnySizeAndLength, "fresh copy");
    }

    /** Subtracts the batch's mean. */
    static final class BatchCentred extends ActivationTanH {
        private static final long serialVersionUID = 1;

        @Override
        public INDArray getActivation(INDArray in, boolean training) {
            return super.getActivation(in.subiRowVector(in.mean(0)), training);
        }
    }

    @Test
    void logitsThatDependOnTheBatch() {
        assertCaught(perceptron(new BatchCentred())::givesASampleTheSameLogitsAloneAndInAnyBatch, "alone");
    }

    /** Deeplearning4j's own: its reverse direction reads the padding first. */
    @Test
    void aBidirectionalLstmThatReadsPadding() {
        ModelContract contract = contract(TinyData.sequences(), (input, task) -> (graph, name) -> {
            graph.addLayer(
                    "embedding",
                    new EmbeddingSequenceLayer.Builder()
                            .nIn(20)
                            .nOut(8)
                            .inferInputLength(true)
                            .outputDataFormat(RNNFormat.NCW)
                            .build(),
                    name);
            graph.addLayer(
                    "lstm", new Bidirectional(new LSTM.Builder().nIn(8).nOut(4).build()), "embedding");
            graph.addLayer("max", new GlobalPoolingLayer.Builder().build(), "lstm");
            return dense(graph, "logits", "max", task.width(), Activation.IDENTITY);
        });
        assertCaught(contract::ignoresWhatStandsInThePadding, "more steps of padding");
        assertCaught(contract::givesASampleTheSameLogitsAloneAndInAnyBatch, "alone");
    }

    /** Draws noise from a generator that no seed reaches. */
    static final class UnseededNoise extends ActivationTanH {
        private static final long serialVersionUID = 1;

        @Override
        public INDArray getActivation(INDArray in, boolean training) {
            return super.getActivation(in.addi(new Random().nextGaussian()), training);
        }
    }

    @Test
    void randomnessOfItsOwn() {
        assertCaught(perceptron(new UnseededNoise())::repeatsBitForBitWithTheSameSeed, "same weights");
    }

    @Test
    void weightsThatStartFromAConstant() {
        ModelContract contract = contract(TinyData.vectors(), (input, task) -> (graph, name) -> {
            DenseLayer.Builder logits =
                    new DenseLayer.Builder().nOut(task.width()).activation(Activation.IDENTITY);
            graph.addLayer("logits", logits.weightInit(WeightInit.ZERO).build(), name);
            return "logits";
        });
        assertCaught(contract::startsAndTrainsDifferentlyWithAnotherSeed, "two seeds");
    }

    /** Wants neighbours. */
    static final class LonelyFailure extends ActivationTanH {
        private static final long serialVersionUID = 1;

        @Override
        public INDArray getActivation(INDArray in, boolean training) {
            if (in.size(0) == 1) {
                throw new IllegalArgumentException("needs at least 2 samples");
            }
            return super.getActivation(in, training);
        }
    }

    @Test
    void aBatchOfOneThatFails() {
        assertThatThrownBy(perceptron(new LonelyFailure())::trainsOnBatchesOfAnySizeAndLength)
                .hasStackTraceContaining("needs at least 2 samples");
    }

    @Test
    void anInputThatIsNotRefused() {
        assertCaught(
                contract(TinyData.sequences(), BrokenModelsTest::unchecked)::refusesInputsThatItCannotRead,
                "says so in its constructor");
    }

    private static NetworkModel unchecked(InputShape input, Task task) {
        InputShape.Sequence sequence = (InputShape.Sequence) input;
        return new TinyModel(sequence, task);
    }

    private static ModelContract perceptron(IActivation activation) {
        return perceptron(Task::width, activation);
    }

    private static ModelContract perceptron(ToIntFunction<Task> width, IActivation activation) {
        return contract(TinyData.vectors(), (input, task) -> (graph, name) -> {
            DenseLayer hidden =
                    new DenseLayer.Builder().nOut(6).activation(activation).build();
            graph.addLayer("hidden", hidden, name);
            return dense(graph, "logits", "hidden", width.applyAsInt(task), Activation.IDENTITY);
        });
    }

    private static String dense(GraphBuilder graph, String name, String input, int units, Activation activation) {
        graph.addLayer(
                name,
                new DenseLayer.Builder().nOut(units).activation(activation).build(),
                input);
        return name;
    }

    private static void assertCaught(ThrowingCallable check, String message) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(check).withMessageContaining(message);
    }

    private static ModelContract contract(Dataset data, BiFunction<InputShape, Task, NetworkModel> factory) {
        return new ModelContract() {
            @Override
            protected NetworkModel model(InputShape input, Task task) {
                return factory.apply(input, task);
            }

            @Override
            protected Dataset data() {
                return data;
            }
        };
    }
}
