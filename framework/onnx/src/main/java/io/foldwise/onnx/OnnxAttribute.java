package io.foldwise.onnx;

import java.util.stream.LongStream;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.AttributeProto.AttributeType;
import org.nd4j.shade.protobuf.ByteString;

/** A setting of an operator. */
public final class OnnxAttribute {

    private final AttributeProto proto;

    private OnnxAttribute(AttributeProto.Builder builder) {
        proto = builder.build();
    }

    public static OnnxAttribute of(String name, long value) {
        return new OnnxAttribute(AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INT)
                .setI(value));
    }

    public static OnnxAttribute of(String name, double value) {
        return new OnnxAttribute(AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.FLOAT)
                .setF((float) value));
    }

    public static OnnxAttribute of(String name, String value) {
        return new OnnxAttribute(AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value)));
    }

    /** A list of whole numbers. */
    public static OnnxAttribute list(String name, long... values) {
        AttributeProto.Builder builder =
                AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
        LongStream.of(values).forEach(builder::addInts);
        return new OnnxAttribute(builder);
    }

    AttributeProto proto() {
        return proto;
    }
}
