package io.foldwise.engine.network;

import io.foldwise.onnx.OnnxEquivalent;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxValue;
import io.foldwise.spi.training.Loss;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.params.EmptyParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The output layer of one head: passes logits on as they are, of any shape {@code [batch, ...]}, and trains with a {@link Loss}. Where
 * quantities are {@linkplain Standard standardised}, what it passes on is in the data's own units, and the loss sees standardised
 * targets.
 * Deeplearning4j has an output layer for each rank, sums over pixels in one of them, and computes every loss twice a step.
 */
public final class HeadOutput extends LossLayer implements OnnxEquivalent {

    @JsonProperty
    private double[] means = {};

    @JsonProperty
    private double[] deviations = {};

    /** For Deeplearning4j, which reads networks from their files. */
    public HeadOutput() {}

    private HeadOutput(Builder builder) {
        super(builder);
    }

    static HeadOutput of(Loss loss) {
        return new HeadOutput(new Builder().lossFunction(new LogitLoss(loss)).activation(Activation.IDENTITY));
    }

    static HeadOutput of(Loss loss, Optional<Standard> standard) {
        HeadOutput output = of(loss);
        standard.ifPresent(units -> {
            output.means = units.means();
            output.deviations = units.deviations();
        });
        return output;
    }

    /** The units that are learned in; empty for those of the data. */
    public Optional<Standard> standard() {
        return means.length == 0 ? Optional.empty() : Optional.of(new Standard(means, deviations));
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration configuration,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialize,
            DataType type) {
        HeadOutputRuntime layer = new HeadOutputRuntime(configuration, type);
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        layer.setParamTable(initializer().init(configuration, parameters, initialize));
        layer.setConf(configuration);
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return EmptyParamInitializer.getInstance();
    }

    /** Whatever comes in is what goes out. */
    @Override
    public InputType getOutputType(int index, InputType input) {
        return input;
    }

    @Override
    public void setNIn(InputType input, boolean override) {}

    @Override
    public InputPreProcessor getPreProcessorForInputType(InputType input) {
        return null; // Deeplearning4j's word for none
    }

    /** Logits in the units of the data. */
    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        OnnxValue logits = inputs.get(0);
        return standard()
                .map(units -> {
                    String scaled = graph.add("Mul", List.of(logits.name(), row(graph, units.deviations())));
                    return logits.as(graph.add("Add", List.of(scaled, row(graph, units.means()))));
                })
                .orElse(logits);
    }

    private static String row(OnnxGraph graph, double[] values) {
        return graph.constant(Nd4j.createFromArray(values).castTo(DataType.FLOAT));
    }
}
