package io.foldwise.engine.archive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.StackVertex;
import org.deeplearning4j.nn.conf.graph.UnstackVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeRecurrent;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.Layer;

/**
 * How much memory the arrays of a forward pass take, by what vertices say of their shapes: known before anything is computed. An array
 * is held from the vertex that makes it to the last one that reads it.
 */
final class PassMemory {

    /** Layers that move numbers between the batch and the other axes. */
    private static final Set<String> REARRANGING =
            Set.of("io.foldwise.layers.image.SignalToImage", "io.foldwise.layers.image.GroupRows");

    private final ComputationGraphConfiguration configuration;
    private final List<String> order;
    private final Map<String, Integer> lastReader = new HashMap<>();

    /** @param order of vertices, each behind those that it reads */
    PassMemory(ComputationGraphConfiguration configuration, List<String> order) {
        this.configuration = configuration;
        this.order = List.copyOf(order);
        for (int place = 0; place < this.order.size(); place++) {
            for (String input : inputs(this.order.get(place))) {
                lastReader.put(input, place);
            }
        }
        configuration.getNetworkOutputs().forEach(output -> lastReader.put(output, this.order.size()));
    }

    private List<String> inputs(String vertex) {
        return configuration.getVertexInputs().getOrDefault(vertex, List.of());
    }

    /** What a vertex gives: so many examples, or what a vertex makes of examples, of one type. */
    private record Made(InputType type, double examples) {

        double numbers() {
            return examples * perExample(type);
        }

        /** The same numbers in another shape. */
        Made as(InputType other) {
            return new Made(other, numbers() / perExample(other));
        }
    }

    /**
     * Whether all numbers that are held at once are no more than these.
     *
     * @param features the shape of a batch
     * @throws RuntimeException if the vertices do not fit together, or not to the batch
     */
    boolean within(double most, long... features) {
        if (features.length != 2) {
            return within(most, type(features), features);
        }
        try {
            return within(most, InputType.feedForward(features[1]), features);
        } catch (RuntimeException noVectors) {
            try {
                return within(most, InputType.recurrent(1, features[1], RNNFormat.NWC), features); // tokens
            } catch (RuntimeException noTokens) {
                throw noVectors;
            }
        }
    }

    private static InputType type(long[] features) {
        return switch (features.length) {
            case 3 -> InputType.recurrent(features[2], features[1], RNNFormat.NWC);
            case 4 -> InputType.convolutional(features[1], features[2], features[3], CNN2DFormat.NHWC);
            case 5 ->
                InputType.convolutional3D(
                        Convolution3D.DataFormat.NDHWC, features[1], features[2], features[3], features[4]);
            default -> throw new IllegalArgumentException("no samples have the shape " + Arrays.toString(features));
        };
    }

    private boolean within(double most, InputType input, long[] features) {
        Map<String, Made> held = new HashMap<>();
        for (int place = 0; place < order.size(); place++) {
            String vertex = order.get(place);
            List<Made> read = inputs(vertex).stream().map(held::get).toList();
            held.put(vertex, read.isEmpty() ? new Made(input, features[0]) : made(vertex, read, features[1]));
            if (!(held.values().stream().mapToDouble(Made::numbers).sum() <= most)) {
                return false;
            }
            int now = place;
            held.keySet().removeIf(name -> lastReader.getOrDefault(name, now) <= now);
        }
        return true;
    }

    private Made made(String name, List<Made> read, long steps) {
        GraphVertex vertex = configuration.getVertices().get(name);
        Made first = read.get(0);
        double most = read.stream().mapToDouble(Made::examples).max().orElseThrow();
        if (vertex instanceof LayerVertex layered) {
            Layer layer = layered.getLayerConf().getLayer();
            Made shaped = shaped(layered.getPreProcessor(), first, steps);
            InputType type = known(layer.getOutputType(0, shaped.type()), List.of(shaped), steps);
            boolean rearranges = REARRANGING.contains(layer.getClass().getName());
            return rearranges ? shaped.as(type) : new Made(type, shaped.examples());
        }
        List<InputType> types = new ArrayList<>();
        read.forEach(each -> types.add(each.type()));
        InputType type = known(vertex.getOutputType(0, types.toArray(InputType[]::new)), read, steps);
        if (vertex instanceof MergeVertex) {
            double numbers = read.stream().mapToDouble(Made::numbers).sum();
            return new Made(type, numbers / perExample(type));
        } else if (vertex instanceof PreprocessorVertex || vertex instanceof ReshapeVertex) {
            return first.as(type);
        } else if (vertex instanceof StackVertex) {
            return new Made(type, read.stream().mapToDouble(Made::examples).sum());
        } else if (vertex instanceof UnstackVertex parts) {
            return new Made(type, most / Math.max(1, parts.getStackSize()));
        }
        return new Made(type, most);
    }

    private static Made shaped(InputPreProcessor processor, Made made, long steps) {
        return processor == null ? made : made.as(known(processor.getOutputType(made.type()), List.of(made), steps));
    }

    /** Few layers say how long sequences become; none that does not makes them longer. */
    private static InputType known(InputType type, List<Made> read, long steps) {
        if (!(type instanceof InputTypeRecurrent sequence) || sequence.getTimeSeriesLength() > 0) {
            return type;
        }
        long longest = read.stream()
                .mapToLong(made -> made.type() instanceof InputTypeRecurrent before ? before.getTimeSeriesLength() : 0)
                .max()
                .orElse(0);
        return InputType.recurrent(sequence.getSize(), longest > 0 ? longest : steps, sequence.getFormat());
    }

    private static double perExample(InputType type) {
        double numbers = 1;
        for (long size : type.getShape(false)) {
            if (size < 1) {
                throw new IllegalArgumentException("a vertex gives " + type);
            }
            numbers *= size;
        }
        return numbers;
    }
}
