package io.foldwise.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TensorShapeProto.Dimension;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.protobuf.ByteString;

/** An ONNX graph that is being written, of numbers in single precision. */
public final class OnnxGraph {

    /** The release of ONNX's operators, of 2022; runtimes read older ones than their own. */
    public static final int OPERATORS = 17;

    /** What ONNX calls numbers of a kind, for {@code Cast}. */
    public static final int FLOAT = TensorProto.DataType.FLOAT_VALUE;

    public static final int INT32 = TensorProto.DataType.INT32_VALUE;
    public static final int INT64 = TensorProto.DataType.INT64_VALUE;

    private static final int FORMAT = 8; // that ONNX had when these operators came

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Map<String, OnnxValue> turned = new HashMap<>();
    private String layer = "";
    private int names;

    /** A size of an input or an output: a number, or a name where it may be any. */
    public record Size(Optional<String> name, long value) {

        public static Size of(long value) {
            return new Size(Optional.empty(), value);
        }

        public static Size any(String name) {
            return new Size(Optional.of(name), -1);
        }
    }

    public OnnxGraph(String name) {
        graph.setName(name);
    }

    /** What the names of operators and arrays begin with from now on. */
    void begin(String vertex) {
        layer = vertex;
    }

    /** An input of the graph. */
    public String input(String name, List<Size> shape) {
        graph.addInput(info(name, shape));
        return name;
    }

    /** Makes an array an output of the graph, by a name of its own. */
    public void output(String name, OnnxValue value, List<Size> shape) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType("Identity")
                .setName(name)
                .addInput(channelsLast(value).name())
                .addOutput(name));
        graph.addOutput(info(name, shape));
    }

    private static ValueInfoProto info(String name, List<Size> shape) {
        TensorShapeProto.Builder sizes = TensorShapeProto.newBuilder();
        for (Size size : shape) {
            Dimension.Builder dimension = Dimension.newBuilder();
            size.name().ifPresentOrElse(dimension::setDimParam, () -> dimension.setDimValue(size.value()));
            sizes.addDim(dimension);
        }
        TypeProto.Tensor tensor = TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                .setShape(sizes)
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    /** Adds an operator with one output. An input that is left out has the name "". */
    public String add(String operator, List<String> inputs, OnnxAttribute... attributes) {
        String name = unused(operator);
        NodeProto.Builder node = NodeProto.newBuilder()
                .setOpType(operator)
                .setName(name)
                .addAllInput(inputs)
                .addOutput(name);
        for (OnnxAttribute attribute : attributes) {
            node.addAttribute(attribute.proto());
        }
        graph.addNode(node);
        return name;
    }

    /** The same of an operator with a single input. */
    public String add(String operator, String input, OnnxAttribute... attributes) {
        return add(operator, List.of(input), attributes);
    }

    private String unused(String what) {
        return layer + "/" + what + "-" + names++;
    }

    /** A constant array. */
    public String constant(INDArray values) {
        return constant(values.dup('c').data().asFloat(), values.shape());
    }

    /** A constant array of the given shape, row by row; without a shape a single number. */
    public String constant(float[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return constant(TensorProto.DataType.FLOAT_VALUE, bytes, shape);
    }

    /** A constant number. */
    public String constant(double value) {
        return constant(new float[] {(float) value});
    }

    /** A constant list of whole numbers, such as axes or a shape. */
    public String integers(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return constant(TensorProto.DataType.INT64_VALUE, bytes, values.length);
    }

    /** Lists of whole numbers, one after another. */
    public String join(String... lists) {
        return add("Concat", List.of(lists), OnnxAttribute.of("axis", 0));
    }

    /** A constant whole number. */
    public String integer(long value) {
        ByteBuffer bytes =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
        return constant(TensorProto.DataType.INT64_VALUE, bytes);
    }

    private String constant(int type, ByteBuffer bytes, long... shape) {
        String name = unused("constant");
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(type).setRawData(ByteString.copyFrom(bytes.array()));
        LongStream.of(shape).forEach(tensor::addDims);
        graph.addInitializer(tensor);
        return name;
    }

    /** The same array with the channels second. */
    public OnnxValue channelsFirst(OnnxValue value) {
        return value.channelsFirst() || value.rank() < 3
                ? value
                : turned.computeIfAbsent(value.name(), name -> turn(value, true));
    }

    /** The same array with the channels last. */
    public OnnxValue channelsLast(OnnxValue value) {
        return value.channelsFirst() && value.rank() > 2
                ? turned.computeIfAbsent(value.name(), name -> turn(value, false))
                : value;
    }

    private OnnxValue turn(OnnxValue value, boolean first) {
        int rank = value.rank();
        long[] order = IntStream.range(0, rank)
                .mapToLong(axis -> axis == 0 ? 0 : first ? (axis == 1 ? rank - 1 : axis - 1) : axis % (rank - 1) + 1)
                .toArray();
        String name = add("Transpose", value.name(), OnnxAttribute.list("perm", order));
        return new OnnxValue(name, rank, first, value.mask());
    }

    /** The sum of arrays with equal axes. */
    public OnnxValue sum(List<OnnxValue> summands) {
        OnnxValue sum = summands.get(0);
        for (OnnxValue next : summands.subList(1, summands.size())) {
            sum = sum.as(add("Add", List.of(sum.name(), alike(sum, next).name())));
        }
        return sum;
    }

    /** Arrays whose channels come one after another. */
    public OnnxValue concat(List<OnnxValue> parts) {
        OnnxValue first = parts.get(0);
        List<String> inputs =
                parts.stream().map(part -> alike(first, part).name()).toList();
        return first.as(add("Concat", inputs, OnnxAttribute.of("axis", first.channelAxis())));
    }

    /** An array with its axes in the order of another one's. */
    private OnnxValue alike(OnnxValue like, OnnxValue value) {
        return like.channelsFirst() ? channelsFirst(value) : channelsLast(value);
    }

    /** A sequence whose steps behind the end are zero. */
    public OnnxValue withoutPadding(OnnxValue sequence) {
        return sequence.mask()
                .map(mask -> sequence.as(add("Mul", List.of(sequence.name(), column(mask)))))
                .orElse(sequence);
    }

    /** A mask {@code [batch, time]} as {@code [batch, time, 1]}. */
    public String column(String mask) {
        return add("Unsqueeze", List.of(mask, integers(2)));
    }

    /** Adds up or takes the largest along an axis, which goes. */
    public String sum(String value, long axis) {
        return add("ReduceSum", List.of(value, integers(axis)), OnnxAttribute.of("keepdims", 0));
    }

    public String largest(String value, long axis) {
        return add("ReduceMax", value, OnnxAttribute.list("axes", axis), OnnxAttribute.of("keepdims", 0));
    }

    /** {@code x W + b} at the last axis; the bias may be missing. */
    public String linear(String x, INDArray weights, Optional<INDArray> bias) {
        String product = add("MatMul", List.of(x, constant(weights)));
        return bias.map(values -> add("Add", List.of(product, constant(values.reshape(values.length())))))
                .orElse(product);
    }

    /** Layer normalization at the last axis. */
    public String layerNorm(String x, INDArray gain, INDArray shift, double epsilon) {
        return add(
                "LayerNormalization",
                List.of(x, constant(gain.reshape(gain.length())), constant(shift.reshape(shift.length()))),
                OnnxAttribute.of("epsilon", epsilon));
    }

    /**
     * The whole file.
     *
     * @param notes what whoever reads the file should know, by name
     */
    public byte[] model(String producer, Map<String, String> notes) {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(FORMAT)
                .setProducerName(producer)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATORS))
                .setGraph(graph);
        notes.forEach((name, text) -> model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(name).setValue(text)));
        return model.build().toByteArray();
    }
}
