package io.foldwise.layers.pooling;

import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.layers.kernel.StepwiseLayer;
import io.foldwise.onnx.OnnxAttribute;
import io.foldwise.onnx.OnnxEquivalent;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxSteps;
import io.foldwise.onnx.OnnxValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The largest values of three neighbours at every second step, which halves a sequence (Johnson and Zhang 2017): {@code [batch,
 * time, channels]} to {@code [batch, ceil(time / 2), channels]}.
 *
 * <pre>{@code y_s = max(x_2s, x_(2s+1), x_(2s+2))}</pre>
 *
 * Only real steps count; on a tie the earliest one gets the gradient. A sequence of a single step stays as it is.
 */
public final class HalvingPooling extends StepwiseLayer implements OnnxEquivalent {

    /** Steps from one window to the next. */
    static final int STRIDE = 2;

    /** Steps that a window spans. */
    static final int WIDTH = 3;

    @Override
    protected long outputSize(long channels) {
        return channels;
    }

    @Override
    protected boolean acceptsVectors() {
        return false;
    }

    @Override
    protected int stepsPerStep() {
        return STRIDE;
    }

    @Override
    protected long[] outputShape(long... input) {
        long[] shape = super.outputShape(input);
        shape[1] = (shape[1] + STRIDE - 1) / STRIDE;
        return shape;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    protected Kernel cpuKernel() {
        return new CpuHalvingPooling((int) nIn);
    }

    @Override
    protected Kernel portableKernel() {
        return new PortableHalvingPooling();
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        OnnxValue sequence = inputs.get(0);
        OnnxValue steps =
                graph.channelsFirst(sequence.as(OnnxSteps.shown(graph, sequence, OnnxSteps.ones(graph, sequence))));
        String most = graph.add(
                "MaxPool",
                steps.name(),
                OnnxAttribute.list("kernel_shape", WIDTH),
                OnnxAttribute.list("strides", STRIDE),
                OnnxAttribute.list("pads", 0, STRIDE));
        Optional<String> mask = sequence.mask()
                .map(whole -> graph.add(
                        "Slice",
                        List.of(
                                whole,
                                graph.integers(0),
                                graph.integers(Long.MAX_VALUE),
                                graph.integers(1),
                                graph.integers(STRIDE))));
        return graph.withoutPadding(graph.channelsLast(new OnnxValue(most, 3, true, mask)));
    }
}
