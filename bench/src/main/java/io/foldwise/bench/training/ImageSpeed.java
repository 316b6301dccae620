package io.foldwise.bench.training;

import com.sun.management.OperatingSystemMXBean;
import io.foldwise.engine.experiment.ExperimentFiles;
import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.network.NetworkAssembly;
import io.foldwise.engine.training.Stage;
import io.foldwise.engine.wiring.PluginLoader;
import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.model.NetworkModel;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.schedule.FixedSchedule;

/**
 * Trains the network of an experiment on one batch of made-up images, with its loss and optimizer, and prints one line of JSON
 * for every step: seconds, seconds of processor time, the loss, and the process's peak memory so far.
 *
 * <p>Arguments: the experiment file, {@code masks} or {@code label}, height and width, images of a batch, steps.
 */
public final class ImageSpeed {

    private static final int CHANNELS = 3;

    private ImageSpeed() {}

    public static void main(String[] arguments) throws IOException {
        int size = Integer.parseInt(arguments[2]);
        int batch = Integer.parseInt(arguments[3]);
        Head head = arguments[1].equals("masks")
                ? new Masks("mask", size, size, List.of("lesion"), Storage.Cell.FLOAT)
                : LabelSchema.of("labels", List.of("ill"));
        Dataset data = new MadeUpImages(batch, new InputShape.Image(size, size, CHANNELS), Task.of(head));
        ComputationGraph network = network(Path.of(arguments[0]), data);
        int[] rows = IntStream.range(0, batch).toArray();
        INDArray[] images = {data.features(rows).values()};
        INDArray[] targets = {targets(data, head, rows)};
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        for (int step = 1; step <= Integer.parseInt(arguments[4]); step++) {
            long started = System.nanoTime();
            long processor = process.getProcessCpuTime();
            network.fit(images, targets, null, null);
            System.out.printf(
                    Locale.ROOT,
                    "{\"step\": %d, \"samples\": %d, \"seconds\": %.4f, \"processor\": %.4f, \"loss\": %.6f, \"peak\": %d}%n",
                    step,
                    batch,
                    (System.nanoTime() - started) / 1e9,
                    (process.getProcessCpuTime() - processor) / 1e9,
                    network.score(),
                    PeakMemory.bytes());
        }
    }

    private static ComputationGraph network(Path file, Dataset data) {
        ExperimentParts parts =
                new ExperimentFiles(PluginLoader.load()).load(file, List.of()).parts();
        Seed seed = new Seed(parts.experiment().seed());
        Stage stage = parts.stages().of(data, seed, 0).get(0);
        Nd4j.getRandom().setSeed(seed.value());
        NetworkAssembly.Settings settings = new NetworkAssembly.Settings(
                seed,
                DataType.FLOAT,
                stage.optimizer().updater(new FixedSchedule(stage.optimizer().learningRate())),
                0,
                OptionalDouble.empty());
        NetworkModel model = (NetworkModel) parts.model(data, seed);
        return NetworkAssembly.network(model, data.input(), data.task(), stage.losses(), settings);
    }

    private static INDArray targets(Dataset data, Head head, int... rows) {
        return Nd4j.stack(
                0,
                IntStream.of(rows)
                        .mapToObj(row -> data.target(row, head))
                        .map(target -> array(target))
                        .toArray(INDArray[]::new));
    }

    private static INDArray array(Tensor target) {
        return Nd4j.createFromArray(target.values()).reshape('c', target.shape());
    }
}
