package io.foldwise.layers.onednn;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/**
 * A convolution of images {@code [batch, height, width, channels]} or volumes {@code [batch, depth, height, width, channels]} to
 * {@code [batch, places ..., filters]} by weights {@code [kernel ..., channels / groups, filters]}, all dense and row by row.
 *
 * @param groups parts of channels and filters that are apart
 * @param axes height and width, or depth, height and width
 */
public record ConvolutionShape(int batch, int channels, int filters, int groups, List<ConvolutionAxis> axes) {

    public ConvolutionShape {
        axes = List.copyOf(axes);
        if (axes.size() != 2 && axes.size() != 3) {
            throw new IllegalArgumentException("convolutions are along two or three axes, not " + axes.size());
        }
    }

    boolean volumes() {
        return axes.size() == 3;
    }

    boolean pointwise() {
        return axes.stream().allMatch(axis -> axis.kernel() == 1);
    }

    /** Whether every element of the input counts, for every filter, and nothing else. */
    boolean dense() {
        return groups == 1 && axes.stream().allMatch(ConvolutionAxis::dense);
    }

    /** The same for so many images or volumes. */
    ConvolutionShape ofBatch(int images) {
        return new ConvolutionShape(images, channels, filters, groups, axes);
    }

    /** Floats of one image or volume of the input. */
    long inputOfOne() {
        return along(ConvolutionAxis::size).reduce(channels, Math::multiplyExact);
    }

    /** Floats of one image or volume of the output. */
    long outputOfOne() {
        return along(ConvolutionAxis::places).reduce(filters, Math::multiplyExact);
    }

    /** Elements of the input, of all channels together. */
    long elements() {
        return along(ConvolutionAxis::size).reduce(batch, Math::multiplyExact);
    }

    long[] strides() {
        return along(ConvolutionAxis::stride).toArray();
    }

    long[] gaps() {
        return along(ConvolutionAxis::gap).toArray();
    }

    long[] before() {
        return along(ConvolutionAxis::before).toArray();
    }

    long[] behind() {
        return along(ConvolutionAxis::behind).toArray();
    }

    private LongStream along(ToLongFunction<ConvolutionAxis> number) {
        return axes.stream().mapToLong(number);
    }

    /** Dimensions as oneDNN names them: images, channels, height, width. */
    long[] input() {
        return sizes(LongStream.of(batch, channels), ConvolutionAxis::size);
    }

    long[] output() {
        return sizes(LongStream.of(batch, filters), ConvolutionAxis::places);
    }

    long[] weights() {
        LongStream first = groups == 1
                ? LongStream.of(filters, channels)
                : LongStream.of(groups, filters / groups, channels / groups);
        return sizes(first, ConvolutionAxis::kernel);
    }

    private long[] sizes(LongStream first, ToLongFunction<ConvolutionAxis> number) {
        return LongStream.concat(first, along(number)).toArray();
    }
}
