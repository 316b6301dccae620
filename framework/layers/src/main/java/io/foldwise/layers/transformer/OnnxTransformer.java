package io.foldwise.layers.transformer;

import io.foldwise.layers.cpu.LayerNormRows;
import io.foldwise.layers.transformer.TransformerSettings.Norm;
import io.foldwise.onnx.OnnxAttribute;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxSteps;
import io.foldwise.onnx.OnnxValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The parts of a transformer block as ONNX operators, on arrays {@code [batch, time, width]}. */
record OnnxTransformer(OnnxGraph graph, OnnxValue sequence, int heads, long width, Map<String, INDArray> parameters) {

    /** A part with its normalization and its residual connection. */
    String sublayer(String x, Norm norm, UnaryOperator<String> part, String gain, String shift) {
        return switch (norm) {
            case POST -> normalized(graph.add("Add", List.of(x, part.apply(x))), gain, shift);
            case PRE -> graph.add("Add", List.of(x, part.apply(normalized(x, gain, shift))));
        };
    }

    private String normalized(String x, String gain, String shift) {
        return graph.layerNorm(x, parameters.get(gain), parameters.get(shift), LayerNormRows.EPSILON);
    }

    String feedForward(String x) {
        String units = graph.add("Relu", linear(x, TransformerBlock.HIDDEN, TransformerBlock.HIDDEN_BIAS));
        return linear(units, TransformerBlock.OUTPUT, TransformerBlock.OUTPUT_BIAS);
    }

    String attention(String x) {
        String projected = linear(x, TransformerBlock.PROJECTION, TransformerBlock.PROJECTION_BIAS);
        String apart = graph.add("Reshape", List.of(projected, graph.integers(0, 0, 3, heads, width / heads)));
        // [3, batch, heads, time, size]
        String parts = graph.add("Transpose", apart, OnnxAttribute.list("perm", 2, 0, 3, 1, 4));
        String keys = graph.add("Transpose", part(parts, 1), OnnxAttribute.list("perm", 0, 1, 3, 2));
        String products = graph.add("MatMul", List.of(part(parts, 0), keys));
        String scores = graph.add("Mul", List.of(products, graph.constant(1 / Math.sqrt((double) width / heads))));
        String weights = graph.add("Softmax", visible(scores), OnnxAttribute.of("axis", 3));
        String results = graph.add("MatMul", List.of(weights, part(parts, 2)));
        String beside = graph.add("Transpose", results, OnnxAttribute.list("perm", 0, 2, 1, 3));
        String rows = graph.add("Reshape", List.of(beside, graph.integers(0, 0, width)));
        return linear(rows, TransformerBlock.MIXING, TransformerBlock.MIXING_BIAS);
    }

    private String part(String parts, int number) {
        return graph.add("Gather", List.of(parts, graph.integer(number)), OnnxAttribute.of("axis", 0));
    }

    /** Scores {@code [batch, heads, time, time]} of steps that are there. */
    private String visible(String scores) {
        return sequence.mask()
                .map(mask -> graph.add(
                        "Add",
                        List.of(
                                scores,
                                graph.add("Unsqueeze", List.of(OnnxSteps.hidden(graph, mask), graph.integers(1, 2))))))
                .orElse(scores);
    }

    private String linear(String x, String weights, String bias) {
        return graph.linear(x, parameters.get(weights), Optional.of(parameters.get(bias)));
    }
}
