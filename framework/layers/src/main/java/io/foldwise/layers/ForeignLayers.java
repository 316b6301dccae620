package io.foldwise.layers;

import io.foldwise.layers.kernel.KernelLayer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.graph.rnn.ReverseTimeSeriesVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LearnedSelfAttentionLayer;
import org.deeplearning4j.nn.conf.layers.LocallyConnected1D;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.RecurrentAttentionLayer;
import org.deeplearning4j.nn.conf.layers.SelfAttentionLayer;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling1D;
import org.deeplearning4j.nn.conf.layers.ZeroPadding1DLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping1D;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;

/**
 * Layers and vertices of Deeplearning4j that cannot read {@code [batch, time, channels]}: they take time for channels, build, and fail in
 * the middle of a training with a message about shapes, or compute something else.
 */
final class ForeignLayers {

    private static final String NONE = "there is no layer for it here";

    private static final Map<Class<?>, String> INSTEAD = new LinkedHashMap<>();

    static {
        INSTEAD.put(Convolution1DLayer.class, "use sequenceConvolution instead");
        INSTEAD.put(LocallyConnected1D.class, "use sequenceConvolution instead");
        INSTEAD.put(Subsampling1DLayer.class, "use maxOverTime or meanOverTime instead");
        INSTEAD.put(GlobalPoolingLayer.class, "use maxOverTime or meanOverTime instead");
        INSTEAD.put(SelfAttentionLayer.class, "use transformerBlock instead");
        INSTEAD.put(RecurrentAttentionLayer.class, "use transformerBlock instead");
        INSTEAD.put(LearnedSelfAttentionLayer.class, "use attentionOverTime instead");
        INSTEAD.put(BatchNormalization.class, "use layerNorm instead");
        INSTEAD.put(DenseLayer.class, "use dense instead");
        INSTEAD.put(DropoutLayer.class, "use dropout instead");
        INSTEAD.put(Upsampling1D.class, NONE);
        INSTEAD.put(ZeroPadding1DLayer.class, NONE);
        INSTEAD.put(Cropping1D.class, NONE);
        INSTEAD.put(PReLULayer.class, "use relu instead");
        INSTEAD.put(LastTimeStep.class, "use maxOverTime or meanOverTime instead");
        INSTEAD.put(LastTimeStepVertex.class, "use maxOverTime or meanOverTime instead");
        INSTEAD.put(ReverseTimeSeriesVertex.class, NONE);
        INSTEAD.put(DuplicateToTimeSeriesVertex.class, NONE);
    }

    private final GraphBuilder graph;

    ForeignLayers(GraphBuilder graph) {
        this.graph = graph;
    }

    /**
     * @param layer or vertex
     * @throws IllegalArgumentException if it cannot work on what one of its inputs gives
     */
    void refuse(Object layer, String... inputs) {
        Optional<String> instead = INSTEAD.entrySet().stream()
                .filter(foreign -> foreign.getKey().isInstance(layer))
                .map(Map.Entry::getValue)
                .findFirst();
        for (String input : inputs) {
            if (instead.isPresent() && isOurSequence(input)) {
                throw new IllegalArgumentException(layer.getClass().getSimpleName()
                        + " of Deeplearning4j cannot read '" + input + "', which is [batch, time, channels]: "
                        + instead.get());
            }
        }
    }

    /**
     * Looks at what was added to the graph past {@link Network}, too. Whoever gives a layer a preprocessor has seen to its input.
     *
     * @throws IllegalArgumentException if a layer or vertex cannot work on what one of its inputs gives
     */
    void refuseAdded() {
        graph.getVertices().forEach((name, vertex) -> {
            String[] inputs =
                    graph.getVertexInputs().getOrDefault(name, List.of()).toArray(String[]::new);
            if (!(vertex instanceof LayerVertex layer)) {
                refuse(vertex, inputs);
            } else if (layer.getPreProcessor() == null) {
                refuse(layer.getLayerConf().getLayer(), inputs);
            }
        });
    }

    private boolean isOurSequence(String vertex) {
        return isOurSequence(vertex, new HashMap<>());
    }

    /** @param known what is known of vertices already, or else a graph that branches often is walked for ever */
    private boolean isOurSequence(String vertex, Map<String, Boolean> known) {
        Boolean before = known.get(vertex);
        if (before != null) {
            return before;
        }
        boolean ours;
        int input = graph.getNetworkInputs().indexOf(vertex);
        if (input >= 0) {
            List<InputType> types = graph.getNetworkInputTypes();
            ours = input < types.size()
                    && types.get(input) instanceof InputType.InputTypeRecurrent sequence
                    && sequence.getFormat() == RNNFormat.NWC;
        } else {
            ours = keepsSequences(vertex)
                    && graph.getVertexInputs().getOrDefault(vertex, List.of()).stream()
                            .anyMatch(from -> isOurSequence(from, known));
        }
        known.put(vertex, ours);
        return ours;
    }

    /** Of layers, only our own are known to. */
    private boolean keepsSequences(String vertex) {
        return !(graph.getVertices().get(vertex) instanceof LayerVertex layer)
                || layer.getLayerConf().getLayer() instanceof KernelLayer own && own.keepsSequence();
    }
}
