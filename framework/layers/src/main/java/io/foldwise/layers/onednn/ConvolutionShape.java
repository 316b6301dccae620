package io.foldwise.layers.onednn;

/**
 * A convolution of images {@code [batch, height, width, channels]} to {@code [batch, outputHeight, outputWidth, filters]} by
 * weights {@code [kernelHeight, kernelWidth, channels / groups, filters]}, all dense and row by row.
 *
 * @param stride step from one place of the kernel to the next
 * @param dilation step from one element of the kernel to the next
 * @param groups parts of channels and filters that are apart
 * @param top rows of zeros above the image; below it there are as many as the output needs
 * @param left columns of zeros on the left
 */
public record ConvolutionShape(
        int batch,
        int height,
        int width,
        int channels,
        int outputHeight,
        int outputWidth,
        int filters,
        int kernelHeight,
        int kernelWidth,
        int stride,
        int dilation,
        int groups,
        int top,
        int left) {

    boolean pointwise() {
        return kernelHeight == 1 && kernelWidth == 1;
    }

    /** Whether every element of the input counts, for every filter, and nothing else. */
    boolean dense() {
        return stride == 1 && groups == 1 && top == 0 && left == 0 && height == outputHeight && width == outputWidth;
    }

    long[] strides() {
        return new long[] {stride, stride};
    }

    /** As oneDNN counts it: 0 for elements of the kernel that are neighbours. */
    long[] gaps() {
        return new long[] {dilation - 1, dilation - 1};
    }

    long[] before() {
        return new long[] {top, left};
    }

    long[] behind() {
        return new long[] {
            behind(height, outputHeight, kernelHeight, top), behind(width, outputWidth, kernelWidth, left)
        };
    }

    private long behind(int size, int places, int kernel, int before) {
        long reached = (places - 1L) * stride + dilation * (kernel - 1L) + 1;
        return Math.max(0, reached - size - before);
    }

    /** Dimensions as oneDNN names them: images, channels, height, width. */
    long[] input() {
        return new long[] {batch, channels, height, width};
    }

    long[] output() {
        return new long[] {batch, filters, outputHeight, outputWidth};
    }

    long[] weights() {
        return groups == 1
                ? new long[] {filters, channels, kernelHeight, kernelWidth}
                : new long[] {groups, filters / groups, channels / groups, kernelHeight, kernelWidth};
    }
}
