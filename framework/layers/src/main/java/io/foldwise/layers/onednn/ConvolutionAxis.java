package io.foldwise.layers.onednn;

/**
 * How a convolution's kernel moves along one axis of its input.
 *
 * @param size elements of the input
 * @param places of the kernel, which are elements of the output
 * @param kernel elements of the kernel
 * @param stride step from one place of the kernel to the next
 * @param dilation step from one element of the kernel to the next
 * @param before zeros in front of the input; behind it there are as many as the output needs
 */
public record ConvolutionAxis(int size, int places, int kernel, int stride, int dilation, int before) {

    /** As oneDNN counts it: 0 for elements of the kernel that are neighbours. */
    long gap() {
        return dilation - 1L;
    }

    long behind() {
        long reached = (places - 1L) * stride + dilation * (kernel - 1L) + 1;
        return Math.max(0, reached - size - before);
    }

    /** Whether the kernel has a middle, which comes to every element of the input, one after the other. */
    boolean centred() {
        return stride == 1 && dilation == 1 && size == places && kernel == 2 * before + 1 && before < size;
    }

    /** Whether each element of the input is a place, and nothing else. */
    boolean dense() {
        return stride == 1 && before == 0 && size == places;
    }
}
