package io.foldwise.layers.image;

import io.foldwise.layers.kernel.ImageLayer;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import java.util.List;

/**
 * The mean and the largest value of all channels, for every pixel: {@code [batch, height, width, channels]} to
 * {@code [batch, height, width, 2]}, the mean first (for the spatial gate of CBAM; Woo et al. 2018). Where values are equal,
 * the first one counts as the largest.
 */
public final class ChannelPooling extends ImageLayer {

    @Override
    protected long outputChannels(long channels) {
        return 2;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    protected Kernel cpuKernel() {
        return new CpuChannelPooling((int) nIn);
    }

    @Override
    protected Kernel portableKernel() {
        return new PortableChannelPooling();
    }
}
