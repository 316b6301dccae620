package io.foldwise.layers.picture;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Pass;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The formula by ND4J. */
final class PortableCoordinateAttention implements Kernel {

    private static final int HEIGHT = 1;
    private static final int WIDTH = 2;

    @Override
    public void forward(Pass pass, INDArray output) {
        INDArray rows = new Side(pass, WIDTH, CoordinateAttention.ROW).factors;
        INDArray columns = new Side(pass, HEIGHT, CoordinateAttention.COLUMN).factors;
        output.assign(pass.input().mul(rows).muli(columns));
    }

    @Override
    public void backward(Pass pass, Gradients gradients) {
        Side rows = new Side(pass, WIDTH, CoordinateAttention.ROW);
        Side columns = new Side(pass, HEIGHT, CoordinateAttention.COLUMN);
        INDArray gradient = gradients.output();
        INDArray product = gradient.mul(pass.input());
        gradients.parameter(CoordinateAttention.SQUEEZE).assign(0);
        INDArray throughRows = rows.backward(product.mul(columns.factors), gradients);
        INDArray throughColumns = columns.backward(product.mul(rows.factors), gradients);
        INDArray direct = gradient.mul(rows.factors).muli(columns.factors);
        gradients.input().assign(direct.addi(throughRows).addi(throughColumns));
    }

    /** One factor for every row, or for every column. */
    private static final class Side {

        private final Pass pass;
        private final int across;
        private final String name;
        private final INDArray means;
        private final INDArray squeezed;
        private final INDArray factors;

        Side(Pass pass, int across, String name) {
            this.pass = pass;
            this.across = across;
            this.name = name;
            INDArray average = pass.input().mean(true, across);
            means = average.dup('c').reshape(average.length() / average.size(3), average.size(3));
            squeezed = Transforms.relu(means.mmul(pass.parameter(CoordinateAttention.SQUEEZE)), false);
            factors = Transforms.sigmoid(squeezed.mmul(pass.parameter(name)), false)
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
            INDArray inner = logits.mmul(pass.parameter(name).transpose()).muli(active);
            gradients
                    .parameter(CoordinateAttention.SQUEEZE)
                    .addi(means.transpose().mmul(inner));
            INDArray throughMeans =
                    inner.mmul(pass.parameter(CoordinateAttention.SQUEEZE).transpose());
            return throughMeans
                    .dup('c')
                    .reshape(factors.shape())
                    .divi(pass.input().size(across));
        }
    }
}
