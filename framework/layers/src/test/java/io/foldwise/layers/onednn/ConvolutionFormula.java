package io.foldwise.layers.onednn;

/** A convolution and its gradients as the formula has them, in double precision. */
final class ConvolutionFormula {

    private final ConvolutionShape shape;

    /** What happens for every product of an element of the input with a weight, and the sum that it is part of. */
    private interface Product {
        void at(int input, int weight, int output);
    }

    ConvolutionFormula(ConvolutionShape shape) {
        this.shape = shape;
    }

    double[] output(float[] input, float[] weights, float[] bias) {
        double[] sums = new double[shape.batch() * shape.outputHeight() * shape.outputWidth() * shape.filters()];
        products((x, w, y) -> sums[y] += (double) input[x] * weights[w]);
        for (int i = 0; i < sums.length && bias.length > 0; i++) {
            sums[i] += bias[i % shape.filters()];
        }
        return sums;
    }

    double[] inputGradient(double[] incoming, float[] weights) {
        double[] gradient = new double[shape.batch() * shape.height() * shape.width() * shape.channels()];
        products((x, w, y) -> gradient[x] += incoming[y] * weights[w]);
        return gradient;
    }

    double[] weightGradient(double[] incoming, float[] input) {
        int positions = shape.kernelHeight() * shape.kernelWidth();
        double[] gradient = new double[positions * shape.channels() / shape.groups() * shape.filters()];
        products((x, w, y) -> gradient[w] += incoming[y] * input[x]);
        return gradient;
    }

    double[] biasGradient(double... incoming) {
        double[] gradient = new double[shape.filters()];
        for (int i = 0; i < incoming.length; i++) {
            gradient[i % shape.filters()] += incoming[i];
        }
        return gradient;
    }

    private void products(Product product) {
        for (int image = 0; image < shape.batch(); image++) {
            for (int row = 0; row < shape.outputHeight(); row++) {
                for (int column = 0; column < shape.outputWidth(); column++) {
                    window(image, row, column, product);
                }
            }
        }
    }

    private void window(int image, int row, int column, Product product) {
        for (int i = 0; i < shape.kernelHeight(); i++) {
            int y = row * shape.stride() + i * shape.dilation() - shape.top();
            for (int j = 0; j < shape.kernelWidth(); j++) {
                int x = column * shape.stride() + j * shape.dilation() - shape.left();
                if (y >= 0 && y < shape.height() && x >= 0 && x < shape.width()) {
                    int place = (image * shape.outputHeight() + row) * shape.outputWidth() + column;
                    int element = (image * shape.height() + y) * shape.width() + x;
                    element(element, i * shape.kernelWidth() + j, place, product);
                }
            }
        }
    }

    private void element(int element, int position, int place, Product product) {
        int inGroup = shape.channels() / shape.groups();
        for (int filter = 0; filter < shape.filters(); filter++) {
            int group = filter / (shape.filters() / shape.groups());
            for (int channel = 0; channel < inGroup; channel++) {
                product.at(
                        element * shape.channels() + group * inGroup + channel,
                        (position * inGroup + channel) * shape.filters() + filter,
                        place * shape.filters() + filter);
            }
        }
    }
}
