package io.foldwise.layers.recurrent;

import io.foldwise.onnx.OnnxAttribute;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxSteps;
import io.foldwise.onnx.OnnxValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A recurrent layer as an operator of ONNX, which has {@code [time, batch, channels]} and the rows of a matrix where ours has columns. */
final class OnnxRecurrence {

    private final String operator;
    private final int[] order;
    private final List<OnnxAttribute> attributes;

    /**
     * @param order for each gate of ONNX, which of ours it is
     * @param others attributes beside size and direction
     */
    OnnxRecurrence(String operator, int hidden, Reading reading, int[] order, OnnxAttribute... others) {
        this.operator = operator;
        this.order = order;
        String direction = reading == Reading.BOTH_WAYS ? "bidirectional" : "forward";
        Stream<OnnxAttribute> own =
                Stream.of(OnnxAttribute.of("hidden_size", hidden), OnnxAttribute.of("direction", direction));
        attributes = Stream.concat(own, Arrays.stream(others)).toList();
    }

    /**
     * The arrays of a direction.
     *
     * @param weights {@code [channels, gates hidden]}
     * @param recurrentWeights {@code [hidden, gates hidden]}
     * @param bias {@code [gates hidden]}
     * @param recurrentBias the same; empty for zeros
     */
    record Direction(INDArray weights, INDArray recurrentWeights, INDArray bias, Optional<INDArray> recurrentBias) {}

    OnnxValue write(OnnxGraph graph, OnnxValue sequence, List<Direction> directions) {
        OnnxValue real = graph.withoutPadding(sequence);
        String lengths = real.mask().map(mask -> OnnxSteps.lengths(graph, mask)).orElse("");
        String states = graph.add(
                operator,
                List.of(
                        graph.add("Transpose", real.name(), OnnxAttribute.list("perm", 1, 0, 2)),
                        stacked(graph, directions, direction -> units(direction.weights())),
                        stacked(graph, directions, direction -> units(direction.recurrentWeights())),
                        stacked(graph, directions, this::biases),
                        lengths),
                attributes.toArray(OnnxAttribute[]::new));
        // [time, directions, batch, hidden]
        String turned = graph.add("Transpose", states, OnnxAttribute.list("perm", 2, 0, 1, 3));
        return graph.withoutPadding(real.as(graph.add("Reshape", List.of(turned, graph.integers(0, 0, -1)))));
    }

    private static String stacked(OnnxGraph graph, List<Direction> directions, Function<Direction, INDArray> part) {
        return graph.constant(Nd4j.stack(0, directions.stream().map(part).toArray(INDArray[]::new)));
    }

    /** The two biases of a direction, one after another. */
    private INDArray biases(Direction direction) {
        INDArray bias = direction.bias().reshape(1, direction.bias().length());
        INDArray recurrent = direction
                .recurrentBias()
                .map(values -> values.reshape(bias.shape()))
                .orElseGet(() -> Nd4j.zerosLike(bias));
        INDArray both = Nd4j.concat(0, units(bias), units(recurrent));
        return both.reshape(both.length());
    }

    /** Columns {@code [inputs, gates hidden]} as rows {@code [gates hidden, inputs]}, with the gates in ONNX's order. */
    private INDArray units(INDArray columns) {
        long hidden = columns.size(1) / order.length;
        INDArray[] gates = Arrays.stream(order)
                .mapToObj(gate ->
                        columns.get(NDArrayIndex.all(), NDArrayIndex.interval(gate * hidden, (gate + 1) * hidden)))
                .toArray(INDArray[]::new);
        return Nd4j.concat(1, gates).transpose().dup('c');
    }
}
