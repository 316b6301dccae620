package io.foldwise.layers.onednn;

import io.foldwise.layers.cpu.FloatMemory;
import java.util.Optional;
import java.util.function.Consumer;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.javacpp.PointerScope;

/** Adds the gradients by weights and bias of a part of a batch to those of the parts before it. */
final class GradientSums implements AutoCloseable {

    private final Sum weights;
    private final Optional<Sum> bias;

    private GradientSums(ConvolutionLayouts layouts, Finish finish) {
        weights = new Sum(layouts.weights());
        bias = finish.bias() ? Optional.of(new Sum(layouts.bias())) : Optional.empty();
    }

    @SuppressWarnings("unchecked") // a scope for pointers of all classes
    static GradientSums of(ConvolutionShape shape, Finish finish) {
        PointerScope descriptions = new PointerScope();
        try {
            return new GradientSums(new ConvolutionLayouts(shape, finish), finish);
        } finally {
            descriptions.close();
        }
    }

    /** @param backward computes the part's gradients; those of the parts before it are in the arrays already */
    void add(BackwardArrays part, Consumer<BackwardArrays> backward) {
        Region scratch =
                ScratchMemory.forSums(weights.floats() + bias.map(Sum::floats).orElse(0L));
        FloatMemory ofPart = scratch.memory(0, weights.floats());
        Optional<FloatMemory> biasOfPart = bias.map(sum -> scratch.memory(weights.floats(), sum.floats()));
        backward.accept(part.into(ofPart, biasOfPart));
        weights.add(ofPart, part.weightGradient());
        bias.ifPresent(
                sum -> sum.add(biasOfPart.orElseThrow(), part.biasGradient().orElseThrow()));
    }

    @Override
    public void close() {
        bias.ifPresent(Sum::close);
        weights.close();
    }

    /** Of arrays of one layout. */
    private static final class Sum implements AutoCloseable {

        private final NativeMemory addend;
        private final NativeMemory total;
        private final Primitive addition;

        Sum(dnnl_memory_desc_t layout) {
            addend = new NativeMemory(layout);
            total = new NativeMemory(layout);
            addition = Primitive.add(layout, addend, layout, total);
        }

        long floats() {
            return addend.floats();
        }

        void add(FloatMemory from, FloatMemory to) {
            addend.at(from.at(0));
            total.at(to.at(0));
            addition.execute();
        }

        @Override
        public void close() {
            addition.close();
            total.close();
            addend.close();
        }
    }
}
