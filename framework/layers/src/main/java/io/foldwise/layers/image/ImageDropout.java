package io.foldwise.layers.image;

import io.foldwise.layers.kernel.DropoutRate;
import io.foldwise.layers.kernel.ImageLayer;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import io.foldwise.onnx.OnnxEquivalent;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxValue;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * In training, sets a share of the values of images {@code [batch, height, width, channels]} or volumes to zero and multiplies the
 * others by {@code 1 / (1 - rate)}; in prediction, passes everything on. What is dropped is single values (Srivastava et al.
 * 2014), or a channel of an image or volume as a whole (spatial dropout, Tompson et al. 2015). It is a function of the network's seed,
 * the iteration, the layer's place in the network and the value's place in the batch.
 */
public final class ImageDropout extends ImageLayer implements OnnxEquivalent {

    @JsonProperty
    private double rate;

    @JsonProperty
    private boolean channels;

    private ImageDropout() {}

    /**
     * @param rate share that is dropped, from 0 to below 1
     * @param channels whether channels are dropped as a whole
     */
    public ImageDropout(double rate, boolean channels) {
        this.rate = new DropoutRate(rate).rate();
        this.channels = channels;
    }

    @Override
    protected long outputChannels(long inputChannels) {
        return inputChannels;
    }

    @Override
    protected boolean readsVolumes() {
        return true;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    protected boolean needsResult() {
        return false;
    }

    @Override
    protected Kernel cpuKernel() {
        return channels ? portableKernel() : new CpuImageDropout(new DropoutRate(rate));
    }

    @Override
    protected Kernel portableKernel() {
        return new VolumesAsImages(new PortableImageDropout(new DropoutRate(rate), channels));
    }

    @Override
    protected List<Object> settings() {
        return List.of(rate, channels);
    }

    @Override
    public OnnxValue onnx(OnnxGraph graph, List<OnnxValue> inputs, Map<String, INDArray> parameters) {
        return inputs.get(0); // nothing is dropped at prediction
    }
}
