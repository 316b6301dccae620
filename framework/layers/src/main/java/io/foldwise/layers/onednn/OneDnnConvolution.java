package io.foldwise.layers.onednn;

import io.foldwise.layers.cpu.FloatMemory;
import java.lang.ref.Cleaner;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The convolution of one layer, for images of any number and size. oneDNN makes code for every shape; that of the shapes met
 * last is kept, and the rest, or all when this object is no longer used, given back. For one thread at a time.
 *
 * <p>Results depend on nothing but the arrays, oneDNN's release, the instruction set and the number of threads
 * ({@code OMP_NUM_THREADS}).
 */
public final class OneDnnConvolution {

    /** Whole batches, the last one of an epoch, and those of a prediction, each of a few sizes of images. */
    private static final int KEPT = 8;

    private static final Cleaner CLEANER = Cleaner.create();

    private final Shapes shapes;

    public OneDnnConvolution(Finish finish) {
        shapes = new Shapes(finish);
        CLEANER.register(this, shapes::close);
    }

    /** @param bias where the convolution has one */
    public void forward(
            ConvolutionShape shape,
            FloatMemory input,
            FloatMemory weights,
            Optional<FloatMemory> bias,
            FloatMemory output) {
        shapes.of(shape).forward(input, weights, bias, output);
    }

    public void backward(ConvolutionShape shape, BackwardArrays arrays) {
        shapes.of(shape).backward(arrays);
    }

    /** What is kept; apart from the object that is watched. */
    private static final class Shapes {

        private final Finish finish;
        private final Map<ConvolutionShape, PartedConvolution> kept = new LinkedHashMap<>(KEPT, 0.75f, true);

        Shapes(Finish finish) {
            this.finish = finish;
        }

        synchronized PartedConvolution of(ConvolutionShape shape) {
            PartedConvolution found = kept.get(shape);
            if (found == null) {
                found = PartedConvolution.of(shape, finish, Method.of(shape, InstructionSet.ofThisProcessor()));
                kept.put(shape, found);
                forgetEldest();
            }
            return found;
        }

        private void forgetEldest() {
            if (kept.size() > KEPT) {
                ConvolutionShape eldest = kept.keySet().iterator().next();
                kept.remove(eldest).close();
            }
        }

        /** Called by the cleaner's thread. */
        synchronized void close() {
            kept.values().forEach(PartedConvolution::close);
            kept.clear();
        }
    }
}
