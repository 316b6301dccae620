package io.foldwise.layers.image;

import io.foldwise.layers.kernel.ImageLayer;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Parameter;
import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Coordinate attention (Hou, Zhou, Feng: Coordinate attention for efficient mobile network design, 2021) without batch
 * normalization and with ReLU: every element of an image {@code [batch, height, width, channels]} is multiplied with one
 * factor for its row and one for its column,
 *
 * <pre>{@code
 * y[h][w] = x[h][w] sigmoid(relu(mean over w of x[h] squeeze) row) sigmoid(relu(mean over h of x[.][w] squeeze) column)
 * }</pre>
 *
 * where {@code squeeze [channels, squeezed]} serves both, and {@code row} and {@code column [squeezed, channels]} are the
 * other parameters.
 */
public final class CoordinateAttention extends ImageLayer {

    static final String SQUEEZE = "squeeze-weights";
    static final String ROW = "row-weights";
    static final String COLUMN = "column-weights";

    @JsonProperty
    private int reduction;

    private CoordinateAttention() {}

    /**
     * @param reduction {@code squeezed = channels / reduction}, but at least two: a single one, whose ReLU is closed for
     *     positive means as often as not, would leave half of all such layers without effect
     */
    public CoordinateAttention(int reduction) {
        if (reduction < 1) {
            throw new IllegalArgumentException(
                    "coordinate attention needs a reduction of at least 1, not " + reduction);
        }
        this.reduction = reduction;
    }

    private long squeezed() {
        return Math.max(2, nIn / reduction);
    }

    @Override
    protected long outputChannels(long channels) {
        return channels;
    }

    @Override
    public List<Parameter> parameters() {
        long squeezed = squeezed();
        return List.of(
                Parameter.weight(SQUEEZE, nIn, squeezed, nIn, squeezed),
                Parameter.weight(ROW, squeezed, nIn, squeezed, nIn),
                Parameter.weight(COLUMN, squeezed, nIn, squeezed, nIn));
    }

    @Override
    protected Kernel cpuKernel() {
        return new CpuCoordinateAttention((int) nIn, (int) squeezed());
    }

    @Override
    protected Kernel portableKernel() {
        return new PortableCoordinateAttention();
    }

    @Override
    protected List<Object> settings() {
        return List.of(reduction);
    }
}
