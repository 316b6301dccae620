package io.foldwise.layers.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.layers.Network;
import io.foldwise.layers.dense.Dense;
import io.foldwise.layers.transformer.TransformerSettings.Norm;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What is computed for some steps is what is computed for all, both ways. */
final class MarkedTransformerBlockTest {

    private static final int VOCABULARY = 5;
    private static final float[][] IDS = {{1, 7, 3, 2, 9, 5}, {0, 1, 2, 8, 0, 0}, {4, 3, 1, 2, 1, 0}};
    private static final float[][] MASK = {{1, 1, 1, 1, 1, 1}, {1, 1, 1, 1, 0, 0}, {1, 1, 1, 1, 1, 0}};

    @ParameterizedTest
    @EnumSource(Norm.class)
    void givesAndLearnsWhatTheWholeBlockDoes(Norm norm) {
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            ComputationGraph some = network(true, norm, 0, type);
            ComputationGraph all = network(false, norm, 0, type);
            all.setParams(some.params());

            assertThat(output(some, type).equalsWithEps(output(all, type), 1e-5))
                    .as("output, %s", type)
                    .isTrue();
            Map<String, INDArray> expected = gradients(all, type);
            gradients(some, type)
                    .forEach((name, gradient) -> assertThat(gradient.equalsWithEps(expected.get(name), 1e-5))
                            .as("%s, %s", name, type)
                            .isTrue());
        }
    }

    /** Dropout falls on the same elements whichever kernel computes. */
    @ParameterizedTest
    @EnumSource(Norm.class)
    void bothKernelsGiveTheSameWithDropout(Norm norm) {
        ComputationGraph fast = network(true, norm, 0.3, DataType.FLOAT);
        ComputationGraph portable = network(true, norm, 0.3, DataType.DOUBLE);
        portable.setParams(fast.params().castTo(DataType.DOUBLE));
        Map<String, INDArray> expected = gradients(portable, DataType.DOUBLE);

        gradients(fast, DataType.FLOAT)
                .forEach((name, gradient) -> assertThat(
                                gradient.equalsWithEps(expected.get(name).castTo(DataType.FLOAT), 1e-4))
                        .as(name)
                        .isTrue());
    }

    private static INDArray output(ComputationGraph network, DataType type) {
        return network.output(false, new INDArray[] {ids(type)}, new INDArray[] {mask(type)})[0];
    }

    private static Map<String, INDArray> gradients(ComputationGraph network, DataType type) {
        network.setInputs(ids(type));
        network.setLabels(Nd4j.linspace(type, 0, 0.1, 3 * 4).reshape(3, 4));
        network.setLayerMaskArrays(new INDArray[] {mask(type)}, null);
        network.computeGradientAndScore();
        return network.gradient().gradientForVariable();
    }

    private static INDArray ids(DataType type) {
        return Nd4j.createFromArray(IDS).castTo(type);
    }

    private static INDArray mask(DataType type) {
        return Nd4j.createFromArray(MASK).castTo(type);
    }

    private static ComputationGraph network(boolean some, Norm norm, double dropout, DataType type) {
        GraphBuilder graph = new NeuralNetConfiguration.Builder()
                .seed(5)
                .dataType(type)
                .updater(new NoOp())
                .miniBatch(false)
                .graphBuilder()
                .addInputs("ids")
                .setInputTypes(Network.tokens());
        Network net = new Network(graph);
        TransformerSettings settings = new TransformerSettings(2, 12, dropout, dropout, norm);
        String x = net.embedding(net.shownTokens("ids", VOCABULARY), VOCABULARY, 8);
        x = some
                ? net.markedTransformerBlock(x, "ids", VOCABULARY, settings)
                : net.markedSteps(net.transformerBlock(x, settings), "ids", VOCABULARY);
        x = net.meanOverTime(net.dense(x, 4, Dense.Activation.TANH));
        graph.addLayer(
                "output",
                new LossLayer.Builder(LossFunction.MSE)
                        .activation(Activation.IDENTITY)
                        .build(),
                x);
        ComputationGraph network =
                new ComputationGraph(graph.setOutputs("output").build());
        network.init();
        return network;
    }
}
