package io.foldwise.layers.onednn;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** By one primitive of oneDNN's. */
final class ConvolutionPass implements Pass {

    private final Direction direction;
    private final Operand input;
    private final Operand weights;
    private final Operand output;
    private final Optional<NativeMemory> bias;
    private final NativeMemory workspace;
    private final Primitive convolution;

    private ConvolutionPass(ConvolutionLayouts ours, Finish finish, Direction direction, dnnl_primitive_desc code) {
        this.direction = direction;
        input = operand(direction == Direction.INPUT_GRADIENT, ours.input(), layout(code, direction.input.query()));
        weights = operand(
                direction == Direction.WEIGHT_GRADIENT, ours.weights(), layout(code, direction.weights.query()));
        output = operand(direction == Direction.OUTPUT, ours.output(), layout(code, direction.output.query()));
        bias = finish.bias() && direction != Direction.INPUT_GRADIENT
                ? Optional.of(new NativeMemory(ours.bias()))
                : Optional.empty();
        workspace = new NativeMemory(layout(code, dnnl.dnnl_query_scratchpad_md));
        Map<Integer, NativeMemory> arrays = new HashMap<>();
        arrays.put(direction.input.argument(), input.memory());
        arrays.put(direction.weights.argument(), weights.memory());
        arrays.put(direction.output.argument(), output.memory());
        arrays.put(dnnl.DNNL_ARG_SCRATCHPAD, workspace);
        bias.ifPresent(memory -> arrays.put(direction.bias, memory));
        convolution = new Primitive(code, arrays);
    }

    /** Where oneDNN has no code for blocks of channels, and multiplies matrices, copies are of no use. */
    static ConvolutionPass of(Direction direction, ConvolutionShape shape, Finish finish, Method method) {
        ConvolutionLayouts ours = new ConvolutionLayouts(shape, finish);
        dnnl_primitive_desc code = ours.code(direction, method);
        if (method.copies() && multiplies(code)) {
            dnnl.dnnl_primitive_desc_destroy(code);
            code = ours.code(direction, Method.CHANNELS_LAST);
        }
        try {
            return new ConvolutionPass(ours, finish, direction, code);
        } finally {
            dnnl.dnnl_primitive_desc_destroy(code);
        }
    }

    /** Whether code is a product of matrices. */
    static boolean multiplies(dnnl_primitive_desc code) {
        return name(code).contains("gemm");
    }

    /** Whether code does what was asked for: Winograd's algorithm, or sums that are not products of matrices. */
    static boolean follows(Method method, dnnl_primitive_desc code) {
        return method == Method.WINOGRAD ? name(code).contains("wino") : !multiplies(code);
    }

    private static String name(dnnl_primitive_desc code) {
        try (PointerPointer<BytePointer> name = new PointerPointer<>(1)) {
            OneDnn.check(dnnl.dnnl_primitive_desc_query(code, dnnl.dnnl_query_impl_info_str, 0, name), "name its code");
            return name.get(BytePointer.class).getString();
        }
    }

    private static Operand operand(boolean written, dnnl_memory_desc_t ours, dnnl_memory_desc_t theirs) {
        return written ? Operand.written(ours, theirs) : Operand.read(ours, theirs);
    }

    static dnnl_memory_desc_t layout(dnnl_primitive_desc code, int query) {
        return dnnl.dnnl_primitive_desc_query_md(code, query, 0);
    }

    @Override
    public long scratch() {
        return output.scratch() + input.scratch() + weights.scratch() + workspace.floats();
    }

    @Override
    public boolean sharesOutput(Pass other) {
        return other instanceof ConvolutionPass pass && output.copiedLike(pass.output);
    }

    @Override
    public void at(
            Pointer inputs, Pointer filters, Optional<? extends Pointer> biases, Pointer outputs, Region scratch) {
        long place = output.scratch();
        output.at(outputs, scratch.at(0));
        input.at(inputs, scratch.at(place));
        place += input.scratch();
        weights.at(filters, scratch.at(place));
        place += weights.scratch();
        workspace.at(scratch.at(place));
        bias.ifPresent(memory -> memory.at(biases.orElseThrow()));
    }

    @Override
    public void run(boolean outputShared) {
        switch (direction) {
            case OUTPUT -> {
                input.copy();
                weights.copy();
                convolution.execute();
                output.copy();
            }
            case INPUT_GRADIENT -> {
                copyOutput(outputShared);
                weights.copy();
                convolution.execute();
                input.copy();
            }
            case WEIGHT_GRADIENT -> {
                copyOutput(outputShared);
                input.copy();
                convolution.execute();
                weights.copy();
            }
        }
    }

    private void copyOutput(boolean shared) {
        if (!shared) {
            output.copy();
        }
    }

    @Override
    public void close() {
        convolution.close();
        workspace.close();
        bias.ifPresent(NativeMemory::close);
        output.close();
        weights.close();
        input.close();
    }
}
