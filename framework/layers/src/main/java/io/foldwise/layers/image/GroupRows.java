package io.foldwise.layers.image;

import io.foldwise.layers.kernel.ImageLayer;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.onnx.OnnxEquivalent;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxValue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Looks at images of one row as the rows of fewer images, {@code [batch * rows, 1, width, channels]} to
 * {@code [batch, rows, width, channels]}: what {@link SignalToImage} took apart belongs together again.
 */
public final class GroupRows extends ImageLayer implements OnnxEquivalent {

    @JsonProperty
    private int rows;

    private GroupRows() {}

    /** @param rows of every image of the result */
    public GroupRows(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("an image needs at least one row, not " + rows);
        }
        this.rows = rows;
    }

    @Override
    protected long outputChannels(long channels) {
        return channels;
    }

    @Override
    protected long outputHeight(long height) {
        if (height != 1) {
            throw new IllegalArgumentException("images to be grouped have one row, not " + height);
        }
        return rows;
    }

    @Override
    protected long[] outputShape(long... input) {
        long[] image = super.outputShape(input);
        if (image[0] % rows != 0) {
            throw new IllegalArgumentException("layer " + getLayerName() + ": groups of " + rows
                    + " do not divide the batch of " + Arrays.toString(input));
        }
        image[0] /= rows;
        return image;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    protected Kernel cpuKernel() {
        return new CpuCopy();
    }

    @Override
    protected Kernel portableKernel() {
        return new PortableCopy();
    }

    @Override
    protected List<Object> settings() {
        return List.of(rows);
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        OnnxValue image = graph.channelsLast(inputs.get(0));
        return image.as(graph.add("Reshape", List.of(image.name(), graph.integers(-1, rows, 0, 0))));
    }
}
