package io.foldwise.layers.onednn;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A convolution of volumes plane by plane of the kernel, each as a convolution of images, which are the planes of a volume: those
 * of the output together with those of the input that lie as far before or behind as the kernel's plane does. For what oneDNN
 * has better code for images than for volumes: Winograd's algorithm; and gradients by the
 * weights with AVX2, for which it multiplies matrices, in half of the time or two thirds.
 */
final class PlanesPass implements Pass {

    private final Direction direction;
    private final int volumes;
    private final int depth;
    private final int reach;
    private final int filters;
    private final long kernelPlane;
    private final Planes input;
    private final Planes output;
    private final Map<Integer, Part> parts = new HashMap<>();
    private Optional<? extends Pointer> bias = Optional.empty();
    private Pointer weights = new Pointer();
    private Region partScratch = new Region(new FloatPointer(), 0);

    private PlanesPass(Direction direction, ConvolutionShape shape, Finish finish, Method method) {
        this.direction = direction;
        ConvolutionAxis axis = shape.axes().get(0);
        volumes = shape.batch();
        depth = axis.size();
        reach = axis.before();
        filters = shape.filters();
        ConvolutionLayouts all = planes(shape, volumes * depth, false);
        dnnl_primitive_desc code = all.code(direction, method);
        try {
            kernelPlane = dnnl.dnnl_memory_desc_get_size(all.weights());
            input = new Planes(all.input(), code, direction.input, direction == Direction.INPUT_GRADIENT);
            output = new Planes(all.output(), code, direction.output, direction == Direction.OUTPUT);
        } finally {
            dnnl.dnnl_primitive_desc_destroy(code);
        }
        for (int offset = 0; offset <= reach; offset++) {
            boolean biased = biased(direction, finish, offset);
            parts.put(offset, new Part(planes(shape, depth - offset, biased), biased, method));
        }
    }

    /** Empty where oneDNN's code for volumes is as good, or planes do not do it. */
    static Optional<PlanesPass> of(Direction direction, ConvolutionShape shape, Finish finish, Method method) {
        if (!shape.volumes()
                || shape.pointwise()
                || shape.groups() > 1
                || !shape.axes().get(0).centred()) {
            return Optional.empty();
        }
        Method ofPlanes = method == Method.WINOGRAD ? method : Method.COPIES;
        boolean better = ofPlanes == Method.WINOGRAD
                ? direction != Direction.OUTPUT || !finish.relu()
                : direction == Direction.WEIGHT_GRADIENT && multiplies(new ConvolutionLayouts(shape, finish));
        return better && codeForPlanes(direction, shape, finish, ofPlanes)
                ? Optional.of(new PlanesPass(direction, shape, finish, ofPlanes))
                : Optional.empty();
    }

    /** The bias belongs to the plane in the middle. */
    private static boolean biased(Direction direction, Finish finish, int offset) {
        return finish.bias() && offset == 0 && direction != Direction.INPUT_GRADIENT;
    }

    private static boolean multiplies(ConvolutionLayouts layouts) {
        dnnl_primitive_desc code = layouts.code(Direction.WEIGHT_GRADIENT, Method.COPIES);
        try {
            return ConvolutionPass.multiplies(code);
        } finally {
            dnnl.dnnl_primitive_desc_destroy(code);
        }
    }

    /** Whether oneDNN has the code that is hoped for, which sees some planes of a volume as it sees all. */
    private static boolean codeForPlanes(Direction direction, ConvolutionShape shape, Finish finish, Method method) {
        int depth = shape.axes().get(0).size();
        dnnl_primitive_desc all = planes(shape, shape.batch() * depth, false).code(direction, method);
        try {
            return IntStream.rangeClosed(0, shape.axes().get(0).before()).allMatch(offset -> {
                dnnl_primitive_desc some = planes(shape, depth - offset, biased(direction, finish, offset))
                        .code(direction, method);
                try {
                    return ConvolutionPass.follows(method, some)
                            && partOf(all, some, direction.input, depth - offset)
                            && partOf(all, some, direction.output, depth - offset);
                } finally {
                    dnnl.dnnl_primitive_desc_destroy(some);
                }
            });
        } finally {
            dnnl.dnnl_primitive_desc_destroy(all);
        }
    }

    private static boolean partOf(
            dnnl_primitive_desc code, dnnl_primitive_desc some, Direction.Names array, int planes) {
        dnnl_memory_desc_t whole = ConvolutionPass.layout(code, array.query());
        dnnl_memory_desc_t part = ConvolutionPass.layout(some, array.query());
        LongPointer all = whole.dims();
        long[] sizes = {planes, all.get(1), all.get(2), all.get(3)};
        dnnl_memory_desc_t first = new dnnl_memory_desc_t();
        int status = dnnl.dnnl_memory_desc_init_submemory(first, whole, sizes, new long[sizes.length]);
        return status == dnnl.dnnl_success && dnnl.dnnl_memory_desc_equal(first, part) != 0;
    }

    private static ConvolutionLayouts planes(ConvolutionShape shape, int count, boolean biased) {
        ConvolutionShape images = new ConvolutionShape(
                count, shape.channels(), shape.filters(), 1, shape.axes().subList(1, 3));
        return new ConvolutionLayouts(images, new Finish(biased, false));
    }

    @Override
    public long scratch() {
        return output.scratch()
                + input.scratch()
                + parts.values().stream().mapToLong(Part::scratch).max().orElseThrow();
    }

    @Override
    public boolean sharesOutput(Pass other) {
        return other instanceof PlanesPass planes && output.sameCopy(planes.output);
    }

    @Override
    public void at(
            Pointer inputs, Pointer kernel, Optional<? extends Pointer> biases, Pointer outputs, Region scratch) {
        output.at(outputs, scratch.at(0));
        input.at(inputs, scratch.at(output.scratch()));
        weights = kernel;
        bias = biases;
        partScratch = scratch.from(output.scratch() + input.scratch());
    }

    @Override
    public void run(boolean outputShared) {
        input.copy();
        if (!outputShared) {
            output.copy();
        }
        for (int distance = 0; distance <= reach; distance++) { // the middle first: it reaches all planes
            run(distance);
            if (distance > 0) {
                run(-distance);
            }
        }
    }

    private void run(int offset) {
        Part part = parts.get(Math.abs(offset));
        part.of(Region.after(weights, (offset + reach) * kernelPlane));
        for (int volume = 0; volume < volumes; volume++) {
            long first = (long) volume * depth;
            boolean adds = direction == Direction.WEIGHT_GRADIENT ? volume > 0 : offset != 0;
            part.run(input.plane(first + Math.max(0, offset)), output.plane(first + Math.max(0, -offset)), adds);
        }
    }

    @Override
    public void close() {
        parts.values().forEach(Part::close);
        output.close();
        input.close();
    }

    /** All planes of all volumes: as oneDNN likes them best where they are read, as ours where they are written. */
    private final class Planes implements AutoCloseable {

        private final Optional<Operand> read;
        private final long plane;
        private Pointer start = new Pointer();

        Planes(dnnl_memory_desc_t ours, dnnl_primitive_desc code, Direction.Names array, boolean written) {
            read = written
                    ? Optional.empty()
                    : Optional.of(Operand.read(ours, ConvolutionPass.layout(code, array.query())));
            long size = read.map(operand -> operand.memory().size()).orElse(dnnl.dnnl_memory_desc_get_size(ours));
            plane = size / (volumes * depth);
        }

        long scratch() {
            return read.map(Operand::scratch).orElse(0L);
        }

        boolean sameCopy(Planes other) {
            return read.isPresent() && other.read.isPresent() && read.get().copiedLike(other.read.get());
        }

        void at(Pointer array, Pointer scratch) {
            read.ifPresent(operand -> operand.at(array, scratch));
            start = read.filter(Operand::copied).isPresent() ? scratch : array;
        }

        void copy() {
            read.ifPresent(Operand::copy);
        }

        Pointer plane(long number) {
            return Region.after(start, number * plane);
        }

        @Override
        public void close() {
            read.ifPresent(Operand::close);
        }
    }

    /** For planes of the kernel that are as far from its middle: planes of a volume, as many as see each other. */
    private final class Part implements AutoCloseable {

        private final NativeMemory inputs;
        private final NativeMemory outputs;
        private final Operand kernel;
        private final NativeMemory written;
        private final NativeMemory total;
        private final Optional<NativeMemory> biases;
        private final NativeMemory workspace;
        private final Primitive convolution;
        private final Primitive copy;
        private final Primitive add;
        private Pointer ownPlane = new Pointer();

        Part(ConvolutionLayouts ours, boolean biased, Method method) {
            dnnl_primitive_desc code = ours.code(direction, method);
            try {
                inputs = new NativeMemory(ConvolutionPass.layout(code, direction.input.query()));
                outputs = new NativeMemory(ConvolutionPass.layout(code, direction.output.query()));
                dnnl_memory_desc_t inner = ConvolutionPass.layout(code, direction.weights.query());
                kernel = Operand.read(direction == Direction.WEIGHT_GRADIENT ? inner : ours.weights(), inner);
                biases = biased ? Optional.of(new NativeMemory(ours.bias())) : Optional.empty();
                workspace = new NativeMemory(ConvolutionPass.layout(code, dnnl.dnnl_query_scratchpad_md));
                written = switch (direction) {
                    case OUTPUT -> outputs;
                    case INPUT_GRADIENT -> inputs;
                    case WEIGHT_GRADIENT -> kernel.memory();
                };
                dnnl_memory_desc_t outer = switch (direction) {
                    case OUTPUT -> ours.output();
                    case INPUT_GRADIENT -> ours.input();
                    case WEIGHT_GRADIENT -> ours.weights();
                };
                total = new NativeMemory(outer);
                Map<Integer, NativeMemory> arrays = new HashMap<>();
                arrays.put(direction.input.argument(), inputs);
                arrays.put(direction.output.argument(), outputs);
                arrays.put(direction.weights.argument(), kernel.memory());
                arrays.put(dnnl.DNNL_ARG_SCRATCHPAD, workspace);
                biases.ifPresent(memory -> arrays.put(direction.bias, memory));
                convolution = new Primitive(code, arrays);
                copy = Primitive.copy(written.layout(), written, outer, total);
                add = Primitive.add(written.layout(), written, outer, total);
            } finally {
                dnnl.dnnl_primitive_desc_destroy(code);
            }
        }

        /** Sums of a plane or of planes, a copy of the kernel's plane, sums of biases, and what the code works in. */
        long scratch() {
            return written.floats()
                    + kernel.scratch()
                    + biases.map(NativeMemory::floats).orElse(0L)
                    + workspace.floats();
        }

        void of(Pointer kernelPlane) {
            ownPlane = kernelPlane;
            kernel.at(kernelPlane, partScratch.at(written.floats()));
            kernel.copy();
        }

        /** @param adds whether to add to what is there */
        void run(Pointer inputPlanes, Pointer outputPlanes, boolean adds) {
            inputs.at(inputPlanes);
            outputs.at(outputPlanes);
            total.at(
                    switch (direction) {
                        case OUTPUT -> outputPlanes;
                        case INPUT_GRADIENT -> inputPlanes;
                        case WEIGHT_GRADIENT -> ownPlane;
                    });
            written.at(partScratch.at(0));
            long place = written.floats() + kernel.scratch();
            Pointer sums = partScratch.at(place);
            biases.ifPresent(memory -> memory.at(direction == Direction.OUTPUT ? bias.orElseThrow() : sums));
            place += biases.map(NativeMemory::floats).orElse(0L);
            workspace.at(partScratch.at(place));
            convolution.execute();
            (adds ? add : copy).execute();
            if (biases.isPresent() && direction == Direction.WEIGHT_GRADIENT) {
                addUp(new FloatPointer(sums), new FloatPointer(bias.orElseThrow()), adds);
            }
        }

        private void addUp(FloatPointer sums, FloatPointer totals, boolean adds) {
            for (long filter = 0; filter < filters; filter++) {
                totals.put(filter, sums.get(filter) + (adds ? totals.get(filter) : 0));
            }
        }

        @Override
        public void close() {
            add.close();
            copy.close();
            convolution.close();
            workspace.close();
            biases.ifPresent(NativeMemory::close);
            total.close();
            kernel.close();
            outputs.close();
            inputs.close();
        }
    }
}
