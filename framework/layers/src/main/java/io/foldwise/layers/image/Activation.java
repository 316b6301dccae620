package io.foldwise.layers.image;

import io.foldwise.onnx.OnnxGraph;
import java.util.List;

/** Functions of single values. */
public enum Activation {
    /** {@code x} */
    IDENTITY,
    /** {@code max(0, x)} */
    RELU,
    /** {@code 1 / (1 + exp(-x))} */
    SIGMOID,
    /** {@code x / (1 + exp(-x))} (Ramachandran, Zoph, Le, 2017), also called SiLU */
    SWISH;

    /** Writes the function into an ONNX graph, and returns the result's name. */
    String onnx(OnnxGraph graph, String x) {
        return switch (this) {
            case IDENTITY -> x;
            case RELU -> graph.add("Relu", x);
            case SIGMOID -> graph.add("Sigmoid", x);
            case SWISH -> graph.add("Mul", List.of(x, graph.add("Sigmoid", x)));
        };
    }
}
