package io.foldwise.layers.image;

import io.foldwise.onnx.OnnxAttribute;
import io.foldwise.onnx.OnnxGraph;
import io.foldwise.onnx.OnnxValue;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Places of images and volumes as ONNX names them. */
public final class OnnxPlaces {

    private OnnxPlaces() {}

    /** The frame around images or volumes, with a window for each axis. */
    public static OnnxAttribute frame(Window... axes) {
        if (axes[0].same()) {
            return OnnxAttribute.of("auto_pad", "SAME_UPPER");
        }
        LongStream before = Arrays.stream(axes).mapToLong(Window::padding);
        LongStream behind = Arrays.stream(axes).mapToLong(Window::padding);
        return OnnxAttribute.list("pads", LongStream.concat(before, behind).toArray());
    }

    /** The sizes of an array's axes from one to before another. */
    static String sizes(OnnxGraph graph, OnnxValue value, int from, int to) {
        return graph.add("Shape", value.name(), OnnxAttribute.of("start", from), OnnxAttribute.of("end", to));
    }

    /** Both sizes of images that have their channels second, as a whole: batch and channels of one, height and width of another. */
    static String sizes(OnnxGraph graph, OnnxValue channels, OnnxValue places) {
        return graph.add(
                "Concat",
                List.of(sizes(graph, channels, 0, 2), sizes(graph, places, 2, 4)),
                OnnxAttribute.of("axis", 0));
    }
}
