package io.foldwise.layers.image;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The formula by ND4J. */
final class PortableCoordinateAttention implements Kernel {

    private static final int HEIGHT = 1;
    private static final int WIDTH = 2;

    @Override
    public void forward(LayerContext context, INDArray output) {
        INDArray rows = new Side(context, WIDTH, CoordinateAttention.ROW).factors;
        INDArray columns = new Side(context, HEIGHT, CoordinateAttention.COLUMN).factors;
        output.assign(context.input().mul(rows).muli(columns));
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        Side rows = new Side(context, WIDTH, CoordinateAttention.ROW);
        Side columns = new Side(context, HEIGHT, CoordinateAttention.COLUMN);
        INDArray gradient = gradients.output();
        INDArray product = gradient.mul(context.input());
        gradients.parameter(CoordinateAttention.SQUEEZE).assign(0);
        INDArray throughRows = rows.backward(product.mul(columns.factors), gradients);
        INDArray throughColumns = columns.backward(product.mul(rows.factors), gradients);
        INDArray direct = gradient.mul(rows.factors).muli(columns.factors);
        gradients.input().assign(direct.addi(throughRows).addi(throughColumns));
    }

    /** One factor for every row, or for every column. */
    private static final class Side {

        private final LayerContext context;
        private final int across;
        private final String name;
        private final INDArray means;
        private final INDArray squeezed;
        private final INDArray factors;

        Side(LayerContext context, int across, String name) {
            this.context = context;
            this.across = across;
            this.name = name;
            INDArray average = context.input().mean(true, across);
            means = average.dup('c').reshape(average.length() / average.size(3), average.size(3));
            squeezed = Transforms.relu(means.mmul(context.parameter(CoordinateAttention.SQUEEZE)), false);
            factors = Transforms.sigmoid(squeezed.mmul(context.parameter(name)), false)
                    .dup('c')
                    .reshape(average.shape());
        }

        /**
         * @param products gradient by the factor, for every element
         * @return what the input's gradient gets through the means, for broadcasting
         */
        INDArray backward(INDArray products, Gradients gradients) {
            INDArray slopes = factors.mul(factors.rsub(1)).muli(products.sum(true, across));
            INDArray logits = slopes.dup('c').reshape(means.shape());
            gradients.parameter(name).assign(squeezed.transpose().mmul(logits));
            INDArray active = squeezed.gt(0).castTo(squeezed.dataType());
            INDArray inner = logits.mmul(context.parameter(name).transpose()).muli(active);
            gradients
                    .parameter(CoordinateAttention.SQUEEZE)
                    .addi(means.transpose().mmul(inner));
            INDArray throughMeans =
                    inner.mmul(context.parameter(CoordinateAttention.SQUEEZE).transpose());
            return throughMeans
                    .dup('c')
                    .reshape(factors.shape())
                    .divi(context.input().size(across));
        }
    }
}
