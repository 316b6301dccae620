package io.foldwise.layers.onednn;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The gradients of a convolution by a kernel of one element as products of matrices, a row for every element of every image.
 *
 * @param rows elements of all images
 */
record PointwiseProducts(long rows, long channels, long filters) {

    private static final byte PLAIN = 'N';
    private static final byte TRANSPOSED = 'T';

    static PointwiseProducts of(ConvolutionShape shape) {
        return new PointwiseProducts(shape.elements(), shape.channels(), shape.filters());
    }

    void weightGradient(FloatPointer input, FloatPointer outputGradient, FloatPointer gradient) {
        multiply(TRANSPOSED, PLAIN, channels, filters, rows, input, channels, outputGradient, filters, gradient);
    }

    void inputGradient(FloatPointer outputGradient, FloatPointer weights, FloatPointer gradient) {
        multiply(PLAIN, TRANSPOSED, rows, channels, filters, outputGradient, filters, weights, filters, gradient);
    }

    private static void multiply(
            byte first,
            byte second,
            long height,
            long width,
            long depth,
            FloatPointer a,
            long rowOfA,
            FloatPointer b,
            long rowOfB,
            FloatPointer product) {
        OneDnn.check(
                dnnl.dnnl_sgemm(first, second, height, width, depth, 1, a, rowOfA, b, rowOfB, 0, product, width),
                "multiply matrices");
    }
}
