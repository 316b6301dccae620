package io.foldwise.layers;

import io.foldwise.layers.embedding.Embedding;
import io.foldwise.layers.kernel.KernelChoice;
import io.foldwise.layers.kernel.KernelLayer;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small networks with three labels, around the blocks that a test is about. */
public final class Networks {

    public static final int VOCABULARY = 9;
    public static final int LABELS = 3;

    private Networks() {}

    /** Blocks of a network: from the names of its input to the name of its last vertex. */
    public interface Blocks extends BiFunction<Network, String, String> {}

    /** A network on token ids; the blocks end in vectors. */
    public static ComputationGraph onTokens(DataType type, Blocks blocks) {
        return build(type, Network.tokens(), blocks);
    }

    /**
     * The same network with all layers of ours but the embedding frozen, so that training gives gradients to what comes
     * before them and none to themselves.
     */
    public static ComputationGraph frozenBehindTheEmbedding(DataType type, Blocks blocks) {
        ComputationGraphConfiguration configuration = configuration(type, Network.tokens(), blocks);
        for (GraphVertex vertex : configuration.getVertices().values()) {
            if (vertex instanceof LayerVertex layer
                    && layer.getLayerConf().getLayer() instanceof KernelLayer own
                    && !(own instanceof Embedding)) {
                layer.getLayerConf().setLayer(new FrozenLayerWithBackprop(own));
            }
        }
        return initialized(configuration);
    }

    public static ComputationGraph build(DataType type, InputType input, Blocks blocks) {
        return initialized(configuration(type, input, blocks));
    }

    private static ComputationGraphConfiguration configuration(DataType type, InputType input, Blocks blocks) {
        GraphBuilder graph = new NeuralNetConfiguration.Builder()
                .seed(7)
                .dataType(type)
                .updater(new Adam(0.01))
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(input);
        String vector = blocks.apply(new Network(graph), "input");
        OutputLayer output = new OutputLayer.Builder(LossFunction.XENT)
                .nOut(LABELS)
                .activation(Activation.SIGMOID)
                .build();
        return graph.addLayer("output", output, vector).setOutputs("output").build();
    }

    private static ComputationGraph initialized(ComputationGraphConfiguration configuration) {
        ComputationGraph network = new ComputationGraph(configuration);
        network.init();
        return network;
    }

    /** Runs something with the portable kernels in place of the automatic choice. */
    public static <T> T portably(Supplier<T> action) {
        System.setProperty(KernelChoice.PROPERTY, "portable");
        try {
            return action.get();
        } finally {
            System.clearProperty(KernelChoice.PROPERTY);
        }
    }
}
