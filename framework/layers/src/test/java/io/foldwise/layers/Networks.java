package io.foldwise.layers;

import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
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

    public static ComputationGraph build(DataType type, InputType input, Blocks blocks) {
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
        ComputationGraph network = new ComputationGraph(
                graph.addLayer("output", output, vector).setOutputs("output").build());
        network.init();
        return network;
    }

    /** Runs something with the portable kernels in place of the automatic choice. */
    public static <T> T portably(Supplier<T> action) {
        System.setProperty(io.foldwise.layers.kernel.KernelChoice.PROPERTY, "portable");
        try {
            return action.get();
        } finally {
            System.clearProperty(io.foldwise.layers.kernel.KernelChoice.PROPERTY);
        }
    }
}
