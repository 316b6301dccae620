package io.foldwise.onnx;

/** A layer has no equivalent in ONNX. The message says which, and why. */
public final class OnnxUnsupportedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OnnxUnsupportedException(String message) {
        super(message);
    }
}
