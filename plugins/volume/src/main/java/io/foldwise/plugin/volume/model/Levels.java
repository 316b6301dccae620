package io.foldwise.plugin.volume.model;

import io.foldwise.layers.Network;
import io.foldwise.layers.image.Activation;
import io.foldwise.layers.volume.VolumeConvolution;
import io.foldwise.plugin.volume.data.Volumes;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.InputShape.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The trunk of a U-Net of residual blocks: two convolutions, then levels that each halve depth, height and width and have some
 * residual blocks, then steps back up, each with a transposed convolution, the map of that resolution beside it, and residual blocks.
 *
 * <p>Vertices are called {@code stem-convolution-C}, {@code downL-B-convolution-C} and {@code upL-B-convolution-C} in block B, from 0,
 * of level or step L, from 1, {@code downL-B-shortcut-convolution-1} and {@code upL-deconvolution-1}, and batch normalizations
 * likewise.
 *
 * @param stem channels of the two convolutions
 * @param down channels of the levels
 * @param downBlocks how many each level has
 * @param up channels of the steps
 * @param upBlocks how many each step has
 */
record Levels(int stem, List<Integer> down, List<Integer> downBlocks, List<Integer> up, List<Integer> upBlocks) {

    /**
     * The maps that answers are made of.
     *
     * @param steps of the coarsest level and then of each step, each with twice the edges of the one before
     * @param stride voxels along an edge of an element of the last one
     */
    record Maps(List<VolumeMap> steps, int stride) {

        VolumeMap coarsest() {
            return steps.get(0);
        }

        VolumeMap last() {
            return steps.get(steps.size() - 1);
        }

        /** The map whose elements have so many voxels along an edge. */
        VolumeMap of(int cell) {
            return steps.get(steps.size() - 1 - Integer.numberOfTrailingZeros(cell / stride));
        }
    }

    Levels {
        if (down.size() != downBlocks.size() || up.size() != upBlocks.size()) {
            throw new IncompatibleException("has channels " + down + " and " + up + " for levels and steps, but blocks "
                    + downBlocks + " and " + upBlocks + ": needs as many of each");
        }
        if (up.size() > down.size()) {
            throw new IncompatibleException(
                    "halves volumes " + down.size() + " times, and cannot double them " + up.size() + " times");
        }
    }

    /** Voxels along an edge of an element of the last step's map. */
    int stride() {
        return 1 << down.size() - up.size();
    }

    /** Whether there is a map whose elements have so many voxels along an edge, of the coarsest level or of a step. */
    boolean has(int cell) {
        return Integer.bitCount(cell) == 1 && cell >= stride() && cell <= 1 << down.size();
    }

    /** @throws IncompatibleException if volumes cannot be halved as often as there are levels */
    void require(Volume volume) {
        int edge = 1 << down.size();
        if (edge > Volumes.MULTIPLE) {
            throw new IncompatibleException("halves volumes " + down.size()
                    + " times, so their edges must be multiples of " + edge
                    + ", but scans and tiles are filled up to multiples of " + Volumes.MULTIPLE + "; halve them "
                    + Integer.numberOfTrailingZeros(Volumes.MULTIPLE) + " times at most");
        }
        if (volume.depth() % edge != 0 || volume.height() % edge != 0 || volume.width() % edge != 0) {
            throw new IncompatibleException("halves volumes " + down.size()
                    + " times, so their edges must be multiples of " + edge + ", but the data gives " + volume);
        }
    }

    /**
     * Writes the trunk.
     *
     * @param first channels of the input that are read
     * @param joined what else is put beside the map of the last step's resolution
     */
    Maps write(Network network, String input, int first, UnaryOperator<VolumeMap> joined) {
        VolumeBlocks begin = new VolumeBlocks(network, "stem");
        VolumeConvolution.Options cube = VolumeConvolution.Options.of(stem, 3);
        VolumeMap x = begin.convolution(new VolumeMap(input, first), cube.first(first), Activation.RELU);
        x = begin.convolution(x, cube, Activation.RELU);
        List<VolumeMap> maps = new ArrayList<>(List.of(x));
        for (int level = 0; level < down.size(); level++) {
            VolumeBlocks blocks = new VolumeBlocks(network, "down" + (level + 1));
            x = blocks.residual(blocks.maxPool(x), down.get(level), downBlocks.get(level));
            maps.add(x);
        }
        List<VolumeMap> steps = new ArrayList<>(List.of(x));
        for (int step = 0; step < up.size(); step++) {
            VolumeBlocks blocks = new VolumeBlocks(network, "up" + (step + 1));
            VolumeMap skip = maps.get(down.size() - 1 - step);
            x = blocks.concat(blocks.enlarged(x), skip);
            x = step == up.size() - 1 ? joined.apply(x) : x;
            x = blocks.residual(x, up.get(step), upBlocks.get(step));
            steps.add(x);
        }
        return new Maps(steps, stride());
    }
}
