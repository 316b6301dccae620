package io.foldwise.layers.onednn;

import io.foldwise.layers.cpu.FloatMemory;
import java.util.Optional;

/**
 * A convolution of a batch, a few images at a time where images are copied, which takes as long, and no memory for copies of a
 * whole batch. Gradients by weights and bias are summed up over the parts, in order.
 */
final class PartedConvolution implements AutoCloseable {

    /** Floats of input and output together that are copied at a time, if an image has no more. */
    private static final long AT_ONCE = 1 << 22;
    /** Elements of the output, of all channels together, from which on a part makes up for rearranging the weights. */
    private static final long ELEMENTS = 1 << 10;

    private final ConvolutionShape shape;
    private final int images;
    private final ShapedConvolution whole;
    private final Optional<ShapedConvolution> last;
    private final Optional<GradientSums> sums;

    /** What happens to some images of the batch, by the convolution for as many. */
    private interface Part {
        void compute(ShapedConvolution convolution, int firstImage);
    }

    /** @param images of a part */
    PartedConvolution(ConvolutionShape shape, Finish finish, Method method, int images) {
        this.shape = shape;
        this.images = images;
        whole = new ShapedConvolution(shape.ofBatch(images), finish, method);
        int left = shape.batch() % images;
        last = left == 0 ? Optional.empty() : Optional.of(new ShapedConvolution(shape.ofBatch(left), finish, method));
        sums = images == shape.batch() ? Optional.empty() : Optional.of(GradientSums.of(shape, finish));
    }

    static PartedConvolution of(ConvolutionShape shape, Finish finish, Method method) {
        return new PartedConvolution(shape, finish, method, method.copies() ? imagesOfAPart(shape) : shape.batch());
    }

    /** As many as suit, for parts that are about equal. */
    private static int imagesOfAPart(ConvolutionShape shape) {
        long few = AT_ONCE / (shape.inputOfOne() + shape.outputOfOne());
        long elements = shape.outputOfOne() / shape.filters();
        long suiting = Math.max(Math.max(1, few), (ELEMENTS + elements - 1) / elements);
        long parts = (shape.batch() + suiting - 1) / suiting;
        return (int) ((shape.batch() + parts - 1) / parts);
    }

    void forward(FloatMemory input, FloatMemory weights, Optional<FloatMemory> bias, FloatMemory output) {
        parts((convolution, image) -> convolution.forward(
                input.at(image * shape.inputOfOne()),
                weights.at(0),
                bias.map(values -> values.at(0)),
                output.at(image * shape.outputOfOne())));
    }

    /** The output's gradient is worked in where there is a ReLU. */
    void backward(BackwardArrays arrays) {
        parts((convolution, image) -> {
            BackwardArrays part = arrays.from(image * shape.inputOfOne(), image * shape.outputOfOne());
            if (image == 0) {
                convolution.backward(part);
            } else {
                sums.orElseThrow().add(part, convolution::backward);
            }
        });
    }

    private void parts(Part part) {
        int image = 0;
        for (; image + images <= shape.batch(); image += images) {
            part.compute(whole, image);
        }
        if (image < shape.batch()) {
            part.compute(last.orElseThrow(), image);
        }
    }

    @Override
    public void close() {
        sums.ifPresent(GradientSums::close);
        last.ifPresent(ShapedConvolution::close);
        whole.close();
    }
}
