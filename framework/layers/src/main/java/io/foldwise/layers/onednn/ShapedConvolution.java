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
    private final Arrangement arrangement;
    private final Map<Direction, ConvolutionPass> passes = new EnumMap<>(Direction.class);
    private final Optional<Rectifier> rectifier;

    ShapedConvolution(ConvolutionShape shape, Finish finish, Arrangement arrangement) {
        this.shape = shape;
        this.finish = finish;
        this.arrangement = arrangement;
        rectifier = finish.relu()
                ? Optional.of(made(() -> new Rectifier(new ConvolutionLayouts(shape, finish).output())))
                : Optional.empty();
    }

    private ConvolutionPass pass(Direction direction) {
        return passes.computeIfAbsent(
                direction, missing -> made(() -> ConvolutionPass.of(missing, shape, finish, arrangement)));
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
        ConvolutionPass pass = pass(Direction.OUTPUT);
        pass.at(input, weights, bias, output, ScratchMemory.atLeast(pass.scratch()));
        pass.run(false);
    }

    /** Two passes that come one after the other share scratch memory, and what the first one has copied there. */
    void backward(BackwardArrays arrays) {
        ConvolutionPass weights = pass(Direction.WEIGHT_GRADIENT);
        Optional<ConvolutionPass> input = arrays.inputGradient().map(wanted -> pass(Direction.INPUT_GRADIENT));
        long rectified = rectifier.map(Rectifier::floats).orElse(0L);
        long passes =
                Math.max(weights.scratch(), input.map(ConvolutionPass::scratch).orElse(0L));
        Region scratch = ScratchMemory.atLeast(rectified + passes);
        Region rest = scratch.from(rectified);
        Pointer incoming = arrays.outputGradient().at(0);
        if (rectifier.isPresent()) {
            Pointer gradients = incoming;
            incoming = scratch.at(0);
            rectifier.get().run(arrays.output().at(0), gradients, incoming);
        }
        weights.at(
                arrays.input().at(0),
                arrays.weightGradient().at(0),
                arrays.biasGradient().map(gradient -> gradient.at(0)),
                incoming,
                rest);
        weights.run(false);
        if (input.isPresent()) {
            ConvolutionPass pass = input.get();
            pass.at(
                    arrays.inputGradient().orElseThrow().at(0),
                    arrays.weights().at(0),
                    Optional.empty(),
                    incoming,
                    rest);
            pass.run(pass.sharesOutput(weights));
        }
    }

    @Override
    public void close() {
        rectifier.ifPresent(Rectifier::close);
        passes.values().forEach(ConvolutionPass::close);
    }
}
