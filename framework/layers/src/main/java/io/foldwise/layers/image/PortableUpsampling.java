package io.foldwise.layers.image;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** One axis after the other, all pixels of a row or a column at once, by ND4J. */
final class PortableUpsampling implements Kernel {

    private static final int HEIGHT = 1;
    private static final int WIDTH = 2;

    private final Interpolation interpolation;

    PortableUpsampling(Interpolation interpolation) {
        this.interpolation = interpolation;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        enlarge(context.input(), output);
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        reduce(gradients.output(), gradients.input());
    }

    /** Writes an image enlarged to the size of the other one. */
    void enlarge(INDArray from, INDArray to) {
        INDArray high = Nd4j.createUninitialized(from.dataType(), from.size(0), to.size(1), from.size(2), from.size(3));
        enlarge(from, high, HEIGHT);
        enlarge(high, to, WIDTH);
    }

    /** The way back of {@link #enlarge}, for gradients. */
    void reduce(INDArray from, INDArray to) {
        INDArray high = Nd4j.zeros(from.dataType(), from.size(0), from.size(1), to.size(2), from.size(3));
        reduce(from, high, WIDTH);
        to.assign(0);
        reduce(high, to, HEIGHT);
    }

    private void enlarge(INDArray from, INDArray to, int dimension) {
        Interpolation.Axis axis = axis(from, to, dimension);
        for (int place = 0; place < axis.target(); place++) {
            double share = axis.share()[place];
            INDArray low = from.get(at(dimension, axis.low()[place])).mul(1 - share);
            INDArray high = from.get(at(dimension, axis.high()[place])).mul(share);
            to.get(at(dimension, place)).assign(low.addi(high));
        }
    }

    private void reduce(INDArray from, INDArray to, int dimension) {
        Interpolation.Axis axis = axis(to, from, dimension);
        for (int place = 0; place < axis.target(); place++) {
            double share = axis.share()[place];
            INDArray gradient = from.get(at(dimension, place));
            to.get(at(dimension, axis.low()[place])).addi(gradient.mul(1 - share));
            to.get(at(dimension, axis.high()[place])).addi(gradient.mul(share));
        }
    }

    private Interpolation.Axis axis(INDArray small, INDArray large, int dimension) {
        return interpolation.axis((int) small.size(dimension), (int) large.size(dimension));
    }

    private static INDArrayIndex[] at(int dimension, int place) {
        INDArrayIndex[] all = {NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.all()};
        all[dimension] = NDArrayIndex.interval(place, place + 1);
        return all;
    }
}
