package io.foldwise.onnx;

import java.util.List;

/** What is made of the steps of sequences {@code [batch, time, channels]}, of which those behind the end count for nothing. */
public final class OnnxSteps {

    /** Below every number that a network computes. */
    private static final double LOWEST = -1e30;

    private OnnxSteps() {}

    /** Lengths of sequences, {@code [batch]} whole numbers of 32 bits. */
    public static String lengths(OnnxGraph graph, String mask) {
        return graph.add("Cast", graph.sum(mask, 1), OnnxAttribute.of("to", OnnxGraph.INT32));
    }

    /** The largest value of every channel, 0 for a sequence without steps. */
    public static String largest(OnnxGraph graph, OnnxValue sequence) {
        return largest(graph, sequence, 0);
    }

    /**
     * The largest value of every channel at all steps but the last {@code left} ones, of which the first counts always; 0 for a sequence
     * without steps.
     */
    public static String largest(OnnxGraph graph, OnnxValue sequence, int left) {
        String counted = left == 0 ? ones(graph, sequence) : beforeLast(graph, sequence, left);
        String shown = shown(graph, sequence, counted);
        String largest = graph.largest(shown, 1);
        return graph.add("Mul", List.of(largest, graph.largest(ones(graph, sequence), 1)));
    }

    /** Values where a step counts, and others below all of them; {@code counted} is 1 or 0, {@code [batch, time, 1]}. */
    public static String shown(OnnxGraph graph, OnnxValue sequence, String counted) {
        String values = graph.add("Mul", List.of(sequence.name(), counted));
        return graph.add("Add", List.of(values, hidden(graph, counted)));
    }

    /** 0 where a step counts, and elsewhere what takes a number below all others. */
    public static String hidden(OnnxGraph graph, String counted) {
        String left = graph.add("Sub", List.of(graph.constant(1), counted));
        return graph.add("Mul", List.of(left, graph.constant(LOWEST)));
    }

    private static String beforeLast(OnnxGraph graph, OnnxValue sequence, int left) {
        String end = graph.add(
                "Max",
                List.of(graph.add("Sub", List.of(count(graph, sequence), graph.constant(left))), graph.constant(1)));
        return number(graph, graph.add("Less", List.of(places(graph, sequence), end)));
    }

    /** Numbers of real steps, 1 at least: {@code [batch, 1]}. */
    public static String counts(OnnxGraph graph, OnnxValue sequence) {
        String counts = graph.sum(ones(graph, sequence), 1);
        return graph.add("Max", List.of(counts, graph.constant(1)));
    }

    /** One at the last real step and zero elsewhere, {@code [batch, time, 1]}. */
    public static String last(OnnxGraph graph, OnnxValue sequence) {
        String last = graph.add("Sub", List.of(count(graph, sequence), graph.constant(1)));
        return number(graph, graph.add("Equal", List.of(places(graph, sequence), last)));
    }

    /** Averages {@code [batch, channels]}, in which steps count by the exponentials of their scores {@code [batch, time, 1]}. */
    public static String average(OnnxGraph graph, OnnxValue sequence, String scores) {
        String ones = ones(graph, sequence);
        String shown = graph.add("Add", List.of(scores, hidden(graph, ones)));
        String weights = graph.add("Softmax", shown, OnnxAttribute.of("axis", 1));
        String real = graph.add("Mul", List.of(weights, ones));
        return graph.sum(graph.add("Mul", List.of(sequence.name(), real)), 1);
    }

    /** One at every real step and zero behind, {@code [batch, time, 1]}. */
    public static String ones(OnnxGraph graph, OnnxValue sequence) {
        return sequence.mask().map(graph::column).orElseGet(() -> {
            String first = graph.add(
                    "Slice", List.of(sequence.name(), graph.integers(0), graph.integers(1), graph.integers(2)));
            return every(graph, first);
        });
    }

    /** Ones in the shape of an array. */
    private static String every(OnnxGraph graph, String array) {
        return graph.add("Add", List.of(graph.add("Mul", List.of(array, graph.constant(0))), graph.constant(1)));
    }

    /** Lengths, {@code [batch, 1, 1]}. */
    private static String count(OnnxGraph graph, OnnxValue sequence) {
        return graph.add("ReduceSum", List.of(ones(graph, sequence), graph.integers(1)));
    }

    /** Numbers of steps, from 0, {@code [batch, time, 1]}. */
    private static String places(OnnxGraph graph, OnnxValue sequence) {
        String every = every(graph, ones(graph, sequence));
        return graph.add("CumSum", List.of(every, graph.integer(1)), OnnxAttribute.of("exclusive", 1));
    }

    private static String number(OnnxGraph graph, String condition) {
        return graph.add("Cast", condition, OnnxAttribute.of("to", OnnxGraph.FLOAT));
    }
}
