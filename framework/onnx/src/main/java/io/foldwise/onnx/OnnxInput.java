package io.foldwise.onnx;

import io.foldwise.onnx.OnnxGraph.Size;
import java.util.List;

/** A layer that knows what a network's input is like where it reads that itself. */
public interface OnnxInput {

    /** The sizes of what it reads, without the batch. */
    List<Size> onnxInput();

    /** Whether what it reads is padded, and comes with a mask. */
    default boolean onnxMasked() {
        return false;
    }
}
