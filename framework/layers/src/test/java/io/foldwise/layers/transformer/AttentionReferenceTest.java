package io.foldwise.layers.transformer;

import static io.foldwise.layers.LayerAssert.assertClose;

import io.foldwise.layers.Batch;
import io.foldwise.layers.Network;
import io.foldwise.layers.transformer.TransformerSettings.Norm;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The attention of a block beside ND4J's, with equal weights. Where the feed-forward part gives zeros, a block with
 * {@code Norm.PRE} is {@code x + attention(layerNorm(x))}.
 */
final class AttentionReferenceTest {

    private static final int WIDTH = 6;
    private static final int HEADS = 3;
    private static final String OPERATION = "multi_head_dot_product_attention";
    private static final String BLOCK = "transformer-block-1_";

    @Test
    void resultsAndGradientsAreThoseOfNd4j() {
        agree(DataType.FLOAT, 2e-6);
        agree(DataType.DOUBLE, 1e-13);
    }

    private static void agree(DataType type, double tolerance) {
        TransformerSettings settings = new TransformerSettings(HEADS, 5, 0, Norm.PRE);
        ComputationGraph network = network(type, net -> net.transformerBlock("x", settings));
        network.getParam(BLOCK + "output-weights").assign(0);
        network.getParam(BLOCK + "output-bias").assign(0);
        INDArray projection = network.getParam(BLOCK + "projection-weights");
        INDArray x = Batch.sequences(type, 2, 5, WIDTH).tokens();
        INDArray normalized =
                network(type, net -> net.layerNorm("x")).feedForward(x, false).get("layer-norm-1");
        INDArray sequences = channelsFirst(normalized);
        INDArray[] inputs = {
            sequences,
            sequences,
            sequences,
            heads(projection, 0),
            heads(projection, 1),
            heads(projection, 2),
            network.getParam(BLOCK + "mixing-weights")
        };

        INDArray result = network.feedForward(new INDArray[] {x}, true, false).get("transformer-block-1");
        assertClose(channelsFirst(result.sub(x)), execute(OPERATION, inputs)[0], tolerance);

        INDArray incoming = x.mul(3).subi(1);
        Gradient gradient = network.backpropGradient(incoming);
        INDArray[] withIncoming = Arrays.copyOf(inputs, inputs.length + 1);
        withIncoming[inputs.length] = channelsFirst(incoming);
        INDArray[] expected = execute(OPERATION + "_bp", withIncoming);
        INDArray projectionGradient = gradient.getGradientFor(BLOCK + "projection-weights");
        for (int part = 0; part < 3; part++) {
            assertClose(heads(projectionGradient, part), expected[3 + part], 10 * tolerance);
        }
        assertClose(gradient.getGradientFor(BLOCK + "mixing-weights"), expected[6], 10 * tolerance);
    }

    private static ComputationGraph network(DataType type, Function<Network, String> block) {
        GraphBuilder graph = new NeuralNetConfiguration.Builder()
                .seed(7)
                .dataType(type)
                .graphBuilder()
                .addInputs("x")
                .setInputTypes(Network.sequence(WIDTH));
        ComputationGraph network = new ComputationGraph(
                graph.setOutputs(block.apply(new Network(graph))).build());
        network.init();
        return network;
    }

    private static INDArray[] execute(String operation, INDArray... inputs) {
        int scaled = 1;
        int withWeights = 0;
        return Nd4j.exec(DynamicCustomOp.builder(operation)
                .addInputs(inputs)
                .addIntegerArguments(List.of(scaled, withWeights))
                .build());
    }

    private static INDArray channelsFirst(INDArray sequences) {
        return sequences.permute(0, 2, 1).dup('c');
    }

    /** Weights of queries (0), keys (1) or values (2) as ND4J has them: {@code [heads, size, width]}. */
    private static INDArray heads(INDArray projection, int part) {
        INDArray weights =
                projection.get(NDArrayIndex.all(), NDArrayIndex.interval((long) part * WIDTH, (part + 1L) * WIDTH));
        return weights.transpose().dup('c').reshape('c', HEADS, WIDTH / HEADS, WIDTH);
    }
}
