package io.foldwise.layers.onednn;

import java.util.ArrayList;
import java.util.List;

/** A convolution and its gradients as the formula has them, in double precision; of images as volumes of one plane. */
final class ConvolutionFormula {

    private static final ConvolutionAxis PLANE = new ConvolutionAxis(1, 1, 1, 1, 1, 0);

    private final ConvolutionShape shape;
    private final ConvolutionAxis depth;
    private final ConvolutionAxis height;
    private final ConvolutionAxis width;

    /** What happens for every product of an element of the input with a weight, and the sum that it is part of. */
    private interface Product {
        void at(int input, int weight, int output);
    }

    ConvolutionFormula(ConvolutionShape shape) {
        this.shape = shape;
        List<ConvolutionAxis> axes = new ArrayList<>(shape.axes());
        if (axes.size() == 2) {
            axes.add(0, PLANE);
        }
        depth = axes.get(0);
        height = axes.get(1);
        width = axes.get(2);
    }

    private int places() {
        return depth.places() * height.places() * width.places();
    }

    double[] output(float[] input, float[] weights, float[] bias) {
        double[] sums = new double[shape.batch() * places() * shape.filters()];
        products((x, w, y) -> sums[y] += (double) input[x] * weights[w]);
        for (int i = 0; i < sums.length && bias.length > 0; i++) {
            sums[i] += bias[i % shape.filters()];
        }
        return sums;
    }

    double[] inputGradient(double[] incoming, float[] weights) {
        double[] gradient = new double[(int) shape.elements() * shape.channels()];
        products((x, w, y) -> gradient[x] += incoming[y] * weights[w]);
        return gradient;
    }

    double[] weightGradient(double[] incoming, float[] input) {
        int positions = depth.kernel() * height.kernel() * width.kernel();
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
        for (int volume = 0; volume < shape.batch(); volume++) {
            for (int plane = 0; plane < depth.places(); plane++) {
                for (int row = 0; row < height.places(); row++) {
                    for (int column = 0; column < width.places(); column++) {
                        window(volume, plane, row, column, product);
                    }
                }
            }
        }
    }

    private void window(int volume, int plane, int row, int column, Product product) {
        int place = ((volume * depth.places() + plane) * height.places() + row) * width.places() + column;
        for (int i = 0; i < depth.kernel(); i++) {
            int z = element(depth, plane, i);
            for (int j = 0; j < height.kernel(); j++) {
                int y = element(height, row, j);
                for (int k = 0; k < width.kernel(); k++) {
                    int x = element(width, column, k);
                    if (z >= 0 && y >= 0 && x >= 0) {
                        int element = ((volume * depth.size() + z) * height.size() + y) * width.size() + x;
                        element(element, (i * height.kernel() + j) * width.kernel() + k, place, product);
                    }
                }
            }
        }
    }

    /** The element of the input under an element of the kernel; -1 in the frame. */
    private static int element(ConvolutionAxis axis, int place, int kernel) {
        int element = place * axis.stride() + kernel * axis.dilation() - axis.before();
        return element < axis.size() ? element : -1;
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
