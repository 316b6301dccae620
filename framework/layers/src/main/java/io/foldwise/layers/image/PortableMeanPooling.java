package io.foldwise.layers.image;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Goes over the elements of a window, with all windows at once. */
final class PortableMeanPooling implements Kernel {

    private final Window window;
    private final boolean countFrame;

    PortableMeanPooling(Window window, boolean countFrame) {
        this.window = window;
        this.countFrame = countFrame;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        FramedImages images = new FramedImages(context.input(), window, 0);
        output.assign(0);
        for (int row = 0; row < window.size(); row++) {
            for (int column = 0; column < window.size(); column++) {
                output.addi(images.element(row, column));
            }
        }
        output.muli(shares(context.input(), output));
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        FramedImages sums = new FramedImages(Nd4j.zerosLike(context.input()), window, 0);
        INDArray share = gradients.output().mul(shares(context.input(), gradients.output()));
        for (int row = 0; row < window.size(); row++) {
            for (int column = 0; column < window.size(); column++) {
                sums.element(row, column).addi(share);
            }
        }
        gradients.input().assign(sums.images());
    }

    /** What an element of a window counts, {@code [1, rows, columns, 1]} for broadcasting. */
    private INDArray shares(INDArray input, INDArray output) {
        INDArray rows = shares(input.size(1), output.dataType()).reshape(1, output.size(1), 1, 1);
        INDArray columns = shares(input.size(2), output.dataType()).reshape(1, 1, output.size(2), 1);
        return rows.mul(columns);
    }

    private INDArray shares(long length, DataType type) {
        double[] shares = new double[(int) window.output(length)];
        for (int place = 0; place < shares.length; place++) {
            shares[place] = 1.0 / window.counted(place, length, countFrame);
        }
        return Nd4j.createFromArray(shares).castTo(type);
    }
}
