package io.foldwise.layers.image;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A matrix product for every element of the kernel, with the image shifted: for dilated kernels, which ND4J's operation
 * refuses where it goes through oneDNN.
 */
final class ShiftedConvolution implements ConvolutionSums {

    private final Window rows;
    private final Window columns;

    ShiftedConvolution(Window rows, Window columns) {
        this.rows = rows;
        this.columns = columns;
    }

    @Override
    public void forward(INDArray input, INDArray weights, INDArray output) {
        FramedImages images = new FramedImages(input, rows, columns, 0);
        INDArray sums = matrix(output).assign(0);
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < columns.size(); column++) {
                sums.addi(element(images, row, column).mmul(element(weights, row, column)));
            }
        }
    }

    @Override
    public void backward(
            INDArray input, INDArray weights, INDArray incoming, INDArray inputGradient, INDArray weightGradient) {
        FramedImages images = new FramedImages(input, rows, columns, 0);
        FramedImages sums = new FramedImages(Nd4j.zerosLike(input), rows, columns, 0);
        INDArray gradient = matrix(incoming);
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < columns.size(); column++) {
                INDArray shifted = element(images, row, column);
                element(weightGradient, row, column).assign(shifted.transpose().mmul(gradient));
                INDArray passed =
                        gradient.mmul(element(weights, row, column).transpose()).dup('c');
                INDArray sum = sums.element(row * rows.dilation(), column * columns.dilation());
                sum.addi(passed.reshape('c', sum.shape()));
            }
        }
        inputGradient.assign(sums.images());
    }

    private INDArray element(FramedImages images, int row, int column) {
        return matrix(images.element(row * rows.dilation(), column * columns.dilation())
                .dup('c'));
    }

    private static INDArray element(INDArray weights, int row, int column) {
        return weights.get(NDArrayIndex.point(row), NDArrayIndex.point(column), NDArrayIndex.all(), NDArrayIndex.all());
    }

    private static INDArray matrix(INDArray images) {
        return images.reshape('c', images.length() / images.size(3), images.size(3));
    }
}
