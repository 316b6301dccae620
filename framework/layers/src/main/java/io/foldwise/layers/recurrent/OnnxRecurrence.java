package io.foldwise.layers.recurrent;

import io.foldwise.onnx.OnnxAttribute;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxSteps;
import io.foldwise.onnx.OnnxValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A recurrent layer as an operator of ONNX, which has {@code [time, batch, channels]} and the rows of a matrix where ours has columns. */
record OnnxRecurrence(String operator, List<OnnxAttribute> attributes) {

    static OnnxRecurrence of(String operator, int hidden, Reading reading, OnnxAttribute... others) {
        String direction = reading == Reading.BOTH_WAYS ? "bidirectional" : "forward";
        Stream<OnnxAttribute> own =
                Stream.of(OnnxAttribute.of("hidden_size", hidden), OnnxAttribute.of("direction", direction));
        return new OnnxRecurrence(
                operator, Stream.concat(own, Arrays.stream(others)).toList());
    }

    /**
     * Weights {@code [inputs, gates hidden]} or biases {@code [gates hidden]} as ONNX has them, {@code [gates hidden, inputs]} or
     * {@code [gates hidden]}, with the gates in another order.
     *
     * @param order for each gate of ONNX, which of ours it is
     */
    static INDArray units(INDArray weights, int... order) {
        INDArray columns = weights.rank() == 1 ? weights.reshape(1, weights.length()) : weights;
        long hidden = columns.size(1) / order.length;
        INDArray[] gates = Arrays.stream(order)
                .mapToObj(gate ->
                        columns.get(NDArrayIndex.all(), NDArrayIndex.interval(gate * hidden, (gate + 1) * hidden)))
                .toArray(INDArray[]::new);
        INDArray ordered = Nd4j.concat(1, gates).transpose().dup('c');
        return weights.rank() == 1 ? ordered.reshape(ordered.length()) : ordered;
    }

    /** Biases of inputs and of states, one after another. */
    static INDArray biases(INDArray ofInputs, Optional<INDArray> ofStates) {
        return Nd4j.concat(0, ofInputs, ofStates.orElseGet(() -> Nd4j.zerosLike(ofInputs)));
    }

    /** Writes the layer; weights and biases have the directions on their first axis. */
    OnnxValue write(OnnxGraph graph, OnnxValue sequence, INDArray weights, INDArray recurrent, INDArray biases) {
        OnnxValue real = graph.withoutPadding(sequence);
        String lengths = real.mask().map(mask -> OnnxSteps.lengths(graph, mask)).orElse("");
        String states = graph.add(
                operator,
                List.of(
                        graph.add("Transpose", real.name(), OnnxAttribute.list("perm", 1, 0, 2)),
                        graph.constant(weights),
                        graph.constant(recurrent),
                        graph.constant(biases),
                        lengths),
                attributes.toArray(OnnxAttribute[]::new));
        // [time, directions, batch, hidden]
        String turned = graph.add("Transpose", states, OnnxAttribute.list("perm", 2, 0, 1, 3));
        return graph.withoutPadding(real.as(graph.add("Reshape", List.of(turned, graph.integers(0, 0, -1)))));
    }
}
