package io.foldwise.contracts;

import io.foldwise.engine.archive.ModelArchive;
import io.foldwise.engine.network.NetworkAssembly;
import io.foldwise.engine.network.NetworkAssembly.Settings;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import io.foldwise.spi.training.Loss;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** A network on tiny data, with the few steps of a training that contract tests look at. */
final class TinyNetwork {

    private static final int BATCH = 16;

    private final ComputationGraph graph;
    private final Dataset data;
    private final DataType type;

    private TinyNetwork(ComputationGraph graph, Dataset data, DataType type) {
        this.graph = graph;
        this.data = data;
        this.type = type;
    }

    static TinyNetwork of(NetworkModel model, Dataset data, Seed seed, DataType type, double learningRate) {
        Settings settings = new Settings(seed, type, new Adam(learningRate), 0, OptionalDouble.empty());
        return of(model, data, data.task(), List.of(new CrossEntropy()), settings);
    }

    static TinyNetwork of(NetworkModel model, Dataset data, Task task, List<Loss> losses, Settings settings) {
        ComputationGraph graph = NetworkAssembly.network(model, data.input(), task, losses, settings);
        return new TinyNetwork(graph, data, settings.type());
    }

    ComputationGraph graph() {
        return graph;
    }

    /** Trains on all samples, in their order. */
    TinyNetwork fit(int epochs) {
        for (int epoch = 0; epoch < epochs; epoch++) {
            for (int start = 0; start < data.size(); start += BATCH) {
                fit(IntStream.range(start, Math.min(start + BATCH, data.size())).toArray());
            }
        }
        return this;
    }

    /** Trains one step. */
    void fit(int[] rows) {
        graph.fit(batch(rows));
    }

    /** The given samples with their targets, in the network's data type. */
    MultiDataSet batch(int[] rows) {
        Features features = data.features(rows);
        INDArray targets = Nd4j.createFromArray(targets(rows)) // [batch, cells]
                .castTo(type)
                .reshape('c', batchOf(rows.length, data.target(rows[0], head()).shape()));
        INDArray[] inputs = {features.values().castTo(type)};
        return new MultiDataSet(inputs, new INDArray[] {targets}, masks(features), null);
    }

    /** The sample that is the least work. */
    int shortest(int[] rows) {
        return IntStream.of(rows)
                .boxed()
                .min(Comparator.comparingInt(data::length))
                .orElseThrow();
    }

    private Head head() {
        return data.task().first();
    }

    private static long[] batchOf(int samples, int... shape) {
        return LongStream.concat(LongStream.of(samples), Arrays.stream(shape).asLongStream())
                .toArray();
    }

    /** What the first head should say of the given samples, {@code [samples][cells]}. */
    float[][] targets(int[] rows) {
        return targets(data, rows);
    }

    static float[][] targets(Dataset data, int[] rows) {
        return Arrays.stream(rows)
                .mapToObj(row -> data.target(row, data.task().first()).values())
                .toArray(float[][]::new);
    }

    /** The logits of the given samples, as one batch, {@code [samples][cells]}. */
    float[][] logits(int... rows) {
        return logits(data.features(rows));
    }

    float[][] logits(Features features) {
        INDArray[] inputs = {features.values().castTo(type)};
        INDArray logits = graph.output(false, inputs, masks(features))[0];
        return logits.dup('c').reshape('c', logits.size(0), -1).toFloatMatrix();
    }

    private INDArray[] masks(Features features) {
        return features.mask().map(mask -> new INDArray[] {mask.castTo(type)}).orElse(null);
    }

    /** The cross-entropy of all samples. */
    double loss() {
        int[] rows = IntStream.range(0, data.size()).toArray();
        return CrossEntropy.of(logits(rows), targets(rows));
    }

    float[] weights() {
        return graph.params().dup().data().asFloat();
    }

    /**
     * What a network's file gives back, as a run reads it.
     *
     * @param plugin a class of the plugin whose layers it has
     */
    TinyNetwork savedAndRestored(Class<?> plugin) {
        try {
            Path file = Files.createTempFile("network", ".zip");
            try {
                ModelArchive.write(file, graph);
                String name = plugin.getName();
                Set<String> around = Set.of(name.substring(0, Math.max(0, name.indexOf('.'))));
                return new TinyNetwork(ModelArchive.read(file, around), data, type);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
