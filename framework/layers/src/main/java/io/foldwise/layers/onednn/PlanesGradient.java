package io.foldwise.layers.onednn;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * The gradient by the weights of a convolution of volumes, for processors on which oneDNN has no code for it but a product of
 * matrices: plane by plane of the kernel, as that of a convolution of images, which are the planes of a volume, and with them the
 * planes of the output's gradient that lie as far behind as the kernel's plane does. That takes half the time or two thirds.
 */
final class PlanesGradient implements AutoCloseable {

    private final int volumes;
    private final int depth;
    private final int reach;
    private final long kernelPlane;
    private final Operand input;
    private final Operand output;
    private final long inputPlane;
    private final long outputPlane;
    private final Map<Integer, Part> parts = new HashMap<>();
    private final long partScratch;
    private final int filters;

    private PlanesGradient(ConvolutionShape shape, Finish finish, dnnl_primitive_desc code) {
        ConvolutionAxis axis = shape.axes().get(0);
        volumes = shape.batch();
        depth = axis.size();
        reach = axis.before();
        filters = shape.filters();
        kernelPlane = (long) shape.channels()
                * shape.filters()
                * shape.axes().get(1).kernel()
                * shape.axes().get(2).kernel();
        ConvolutionLayouts all = new ConvolutionLayouts(planes(shape, volumes * depth), withoutBias(finish));
        input = Operand.read(all.input(), ConvolutionPass.layout(code, Direction.WEIGHT_GRADIENT.input.query()));
        output = Operand.read(all.output(), ConvolutionPass.layout(code, Direction.WEIGHT_GRADIENT.output.query()));
        inputPlane = input.memory().size() / (volumes * depth);
        outputPlane = output.memory().size() / (volumes * depth);
        for (int offset = 0; offset <= reach; offset++) {
            Finish own = offset == 0 ? finish : withoutBias(finish);
            parts.put(offset, new Part(new ConvolutionLayouts(planes(shape, depth - offset), own), own));
        }
        partScratch = parts.values().stream().mapToLong(Part::scratch).max().orElseThrow();
    }

    /** Empty where oneDNN has better code, or planes do not do it. */
    static Optional<PlanesGradient> of(ConvolutionShape shape, Finish finish) {
        if (!shape.volumes()
                || shape.pointwise()
                || shape.groups() > 1
                || !suits(shape.axes().get(0))) {
            return Optional.empty();
        }
        if (!multiplies(shape, finish)) {
            return Optional.empty();
        }
        ConvolutionShape planes =
                planes(shape, shape.batch() * shape.axes().get(0).size());
        dnnl_primitive_desc code =
                new ConvolutionLayouts(planes, withoutBias(finish)).code(Direction.WEIGHT_GRADIENT, Method.COPIES);
        try {
            return ConvolutionPass.multiplies(code)
                    ? Optional.empty()
                    : Optional.of(new PlanesGradient(shape, finish, code));
        } finally {
            dnnl.dnnl_primitive_desc_destroy(code);
        }
    }

    /** Whether the kernel has a plane in its middle, which sees all planes. */
    private static boolean suits(ConvolutionAxis axis) {
        return axis.stride() == 1
                && axis.dilation() == 1
                && axis.size() == axis.places()
                && axis.kernel() == 2 * axis.before() + 1
                && axis.before() < axis.size();
    }

    private static boolean multiplies(ConvolutionShape shape, Finish finish) {
        dnnl_primitive_desc code = new ConvolutionLayouts(shape, finish).code(Direction.WEIGHT_GRADIENT, Method.COPIES);
        try {
            return ConvolutionPass.multiplies(code);
        } finally {
            dnnl.dnnl_primitive_desc_destroy(code);
        }
    }

    private static Finish withoutBias(Finish finish) {
        return new Finish(false, finish.relu());
    }

    private static ConvolutionShape planes(ConvolutionShape shape, int count) {
        return new ConvolutionShape(
                count, shape.channels(), shape.filters(), 1, shape.axes().subList(1, 3));
    }

    /** Floats of scratch memory that a run takes. */
    long scratch() {
        return input.scratch() + output.scratch() + partScratch;
    }

    void run(
            Pointer inputs,
            Pointer outputGradient,
            Pointer weightGradient,
            Optional<FloatPointer> biasGradient,
            Region scratch) {
        input.at(inputs, scratch.at(0));
        output.at(outputGradient, scratch.at(input.scratch()));
        input.copy();
        output.copy();
        Pointer from = input.copied() ? scratch.at(0) : inputs;
        Pointer by = output.copied() ? scratch.at(input.scratch()) : outputGradient;
        Region rest = scratch.from(input.scratch() + output.scratch());
        for (int offset = -reach; offset <= reach; offset++) {
            Part part = parts.get(Math.abs(offset));
            Pointer to = Region.after(weightGradient, (offset + reach) * kernelPlane * Float.BYTES);
            for (int volume = 0; volume < volumes; volume++) {
                long first = (long) volume * depth;
                part.run(
                        Region.after(from, (first + Math.max(0, offset)) * inputPlane),
                        Region.after(by, (first + Math.max(0, -offset)) * outputPlane),
                        to,
                        offset == 0 ? biasGradient : Optional.empty(),
                        volume > 0,
                        rest);
            }
        }
    }

    @Override
    public void close() {
        parts.values().forEach(Part::close);
        output.close();
        input.close();
    }

    /** For one plane of the kernel: planes of a volume, as many as see each other. */
    private final class Part implements AutoCloseable {

        private final NativeMemory from;
        private final NativeMemory by;
        private final NativeMemory theirs;
        private final NativeMemory ours;
        private final Optional<NativeMemory> bias;
        private final NativeMemory workspace;
        private final Primitive gradient;
        private final Primitive copy;
        private final Primitive add;

        Part(ConvolutionLayouts layouts, Finish finish) {
            dnnl_primitive_desc code = layouts.code(Direction.WEIGHT_GRADIENT, Method.COPIES);
            try {
                Direction direction = Direction.WEIGHT_GRADIENT;
                from = new NativeMemory(ConvolutionPass.layout(code, direction.input.query()));
                by = new NativeMemory(ConvolutionPass.layout(code, direction.output.query()));
                dnnl_memory_desc_t inner = ConvolutionPass.layout(code, direction.weights.query());
                theirs = new NativeMemory(inner);
                ours = new NativeMemory(layouts.weights());
                bias = finish.bias() ? Optional.of(new NativeMemory(layouts.bias())) : Optional.empty();
                workspace = new NativeMemory(ConvolutionPass.layout(code, dnnl.dnnl_query_scratchpad_md));
                Map<Integer, NativeMemory> arrays = new HashMap<>();
                arrays.put(direction.input.argument(), from);
                arrays.put(direction.output.argument(), by);
                arrays.put(direction.weights.argument(), theirs);
                arrays.put(dnnl.DNNL_ARG_SCRATCHPAD, workspace);
                bias.ifPresent(memory -> arrays.put(direction.bias, memory));
                gradient = new Primitive(code, arrays);
                copy = Primitive.copy(inner, theirs, layouts.weights(), ours);
                add = Primitive.add(inner, theirs, layouts.weights(), ours);
            } finally {
                dnnl.dnnl_primitive_desc_destroy(code);
            }
        }

        long scratch() {
            return theirs.floats()
                    + workspace.floats()
                    + bias.map(NativeMemory::floats).orElse(0L);
        }

        /** @param adds whether to add to what is there */
        void run(
                Pointer inputs,
                Pointer outputGradient,
                Pointer weightGradient,
                Optional<FloatPointer> biasGradient,
                boolean adds,
                Region scratch) {
            from.at(inputs);
            by.at(outputGradient);
            theirs.at(scratch.at(0));
            workspace.at(scratch.at(theirs.floats()));
            Pointer sums = scratch.at(theirs.floats() + workspace.floats());
            bias.ifPresent(memory -> memory.at(sums));
            gradient.execute();
            ours.at(weightGradient);
            (adds ? add : copy).execute();
            biasGradient.ifPresent(total -> addUp(new FloatPointer(sums), total, adds));
        }

        private void addUp(FloatPointer sums, FloatPointer total, boolean adds) {
            for (long filter = 0; filter < filters; filter++) {
                total.put(filter, sums.get(filter) + (adds ? total.get(filter) : 0));
            }
        }

        @Override
        public void close() {
            add.close();
            copy.close();
            gradient.close();
            workspace.close();
            bias.ifPresent(NativeMemory::close);
            ours.close();
            theirs.close();
            by.close();
            from.close();
        }
    }
}
