package io.foldwise.layers.onednn;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;

/** All that is computed of a convolution of one shape; what nobody has asked for is not there yet. */
final class ShapedConvolution implements AutoCloseable {

    private final ConvolutionShape shape;
    private final Finish finish;
    private final Method method;
    private final Map<Direction, Pass> passes = new EnumMap<>(Direction.class);
    private final Optional<Rectifier> rectifier;

    ShapedConvolution(ConvolutionShape shape, Finish finish, Method method) {
        this.shape = shape;
        this.finish = finish;
        this.method = method;
        rectifier = finish.relu()
                ? Optional.of(made(() -> new Rectifier(new ConvolutionLayouts(shape, finish).output())))
                : Optional.empty();
    }

    private Pass pass(Direction direction) {
        return passes.computeIfAbsent(direction, missing -> made(() -> fastest(missing)));
    }

    private Pass fastest(Direction direction) {
        Optional<PlanesPass> planes = PlanesPass.of(direction, shape, finish, method);
        return planes.isPresent() ? planes.get() : ConvolutionPass.of(direction, shape, finish, method);
    }

    /** Gives memory for descriptions back at once, which otherwise waits for the garbage collector. */
    @SuppressWarnings("unchecked") // a scope for pointers of all classes
    private static <T> T made(Supplier<T> making) {
        PointerScope descriptions = new PointerScope();
        try {
            return making.get();
        } finally {
            descriptions.close();
        }
    }

    void forward(Pointer input, Pointer weights, Optional<FloatPointer> bias, Pointer output) {
        Pass pass = pass(Direction.OUTPUT);
        pass.at(input, weights, bias, output, ScratchMemory.atLeast(pass.scratch()));
        pass.run(false);
    }

    /** The output's gradient is worked in where there is a ReLU. */
    void backward(BackwardArrays arrays) {
        Pointer incoming = arrays.outputGradient().at(0);
        rectifier.ifPresent(relu -> relu.run(arrays.output().at(0), incoming));
        if (method == Method.PRODUCTS && !finish.bias()) {
            products(arrays);
        } else {
            passes(arrays);
        }
    }

    private void products(BackwardArrays arrays) {
        PointwiseProducts products = PointwiseProducts.of(shape);
        FloatPointer incoming = arrays.outputGradient().at(0);
        products.weightGradient(
                arrays.input().at(0), incoming, arrays.weightGradient().at(0));
        arrays.inputGradient()
                .ifPresent(gradient ->
                        products.inputGradient(incoming, arrays.weights().at(0), gradient.at(0)));
    }

    /** Two passes, one after the other, share scratch memory, and what the first one has copied there. */
    private void passes(BackwardArrays arrays) {
        Pass weights = pass(Direction.WEIGHT_GRADIENT);
        Optional<Pass> input = arrays.inputGradient().map(wanted -> pass(Direction.INPUT_GRADIENT));
        Region scratch = ScratchMemory.atLeast(
                Math.max(weights.scratch(), input.map(Pass::scratch).orElse(0L)));
        Pointer incoming = arrays.outputGradient().at(0);
        weights.at(
                arrays.input().at(0),
                arrays.weightGradient().at(0),
                arrays.biasGradient().map(gradient -> gradient.at(0)),
                incoming,
                scratch);
        weights.run(false);
        input.ifPresent(pass -> {
            Pointer gradient = arrays.inputGradient().orElseThrow().at(0);
            pass.at(gradient, arrays.weights().at(0), Optional.empty(), incoming, scratch);
            pass.run(pass.sharesOutput(weights));
        });
    }

    @Override
    public void close() {
        rectifier.ifPresent(Rectifier::close);
        passes.values().forEach(Pass::close);
    }
}
