package io.foldwise.bench.training;

import com.sun.management.OperatingSystemMXBean;
import io.foldwise.engine.config.ExperimentSource;
import io.foldwise.engine.config.RecordBinder;
import io.foldwise.engine.network.NetworkAssembly;
import io.foldwise.engine.network.NetworkAssembly.Settings;
import io.foldwise.engine.wiring.AssemblyContext;
import io.foldwise.engine.wiring.ComponentAssembler;
import io.foldwise.engine.wiring.PluginLoader;
import io.foldwise.engine.wiring.Plugins;
import io.foldwise.plugin.volume.box.Anchors;
import io.foldwise.plugin.volume.box.Nodules;
import io.foldwise.plugin.volume.inference.VolumeTiles;
import io.foldwise.spi.Description;
import io.foldwise.spi.Seed;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.InputShape.Volume;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.model.Model;
import io.foldwise.spi.model.NetworkModel;
import io.foldwise.spi.prediction.Inference;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Trains a model for volumes on random ones, with cells of three anchors, binary cross-entropy and Adam; or lets it predict, tile by
 * tile, what is in a large volume. Prints one line of JSON for every step: samples, seconds, seconds of processor time of the whole
 * process, loss, and peak memory.
 *
 * <p>Arguments: the model as in an experiment file; {@code train}, the edge of a volume, batch, steps; or {@code tiles}, depth, height
 * and width of the volume, and the window and margin of {@code volume-tiles}.
 */
public final class VolumeSpeed {

    private static final int CHANNELS = 4;
    private static final int STRIDE = 4;
    private static final Anchors ANCHORS = new Anchors(List.of(10.0, 30.0, 60.0), STRIDE, -3, 0.05, 100);
    private static final Task TASK = Task.of(new Nodules(ANCHORS));

    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** A file with nothing but this. */
    public record File(@Description("The model") Spec<Model> model) {}

    private VolumeSpeed() {}

    public static void main(String[] arguments) throws IOException {
        int[] numbers = new int[arguments.length - 2];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Integer.parseInt(arguments[i + 2]);
        }
        if (arguments[1].equals("train")) {
            new VolumeSpeed().train(arguments[0], numbers[0], numbers[1], numbers[2]);
        } else {
            new VolumeSpeed().tiles(arguments[0], numbers);
        }
    }

    private void train(String model, int edge, int batch, int steps) throws IOException {
        ComputationGraph network = network(model, new Volume(edge, edge, edge, CHANNELS));
        int cells = edge / STRIDE;
        INDArray volumes = Nd4j.rand(DataType.FLOAT, batch, edge, edge, edge, CHANNELS);
        INDArray targets = Nd4j.rand(
                        DataType.FLOAT, batch, cells, cells, cells, TASK.first().logits()[3])
                .lt(0.5)
                .castTo(DataType.FLOAT);
        MultiDataSet data = new MultiDataSet(new INDArray[] {volumes}, new INDArray[] {targets});
        for (int step = 1; step <= steps; step++) {
            timed(step, batch, network, () -> network.fit(data));
        }
    }

    /** One tile, for code to be compiled and memory to be there, and then all, with nodules decoded and put together. */
    private void tiles(String model, int... numbers) throws IOException {
        Volume whole = new Volume(numbers[0], numbers[1], numbers[2], CHANNELS);
        ComputationGraph network = network(model, whole);
        Volume tile = new Volume(Math.min(numbers[0], numbers[3]), numbers[3], numbers[3], CHANNELS);
        Inference tiles = new VolumeTiles(new VolumeTiles.Params(numbers[3], numbers[4]), whole, TASK);
        Features first = noise(tile);
        Features all = noise(whole);
        timed(1, 1, network, () -> tiles.predict(given -> nodules(network, given), first));
        timed(2, 1, network, () -> tiles.predict(given -> nodules(network, given), all));
    }

    private static Features noise(Volume volume) {
        return Features.of(
                Nd4j.rand(DataType.FLOAT, 1, volume.depth(), volume.height(), volume.width(), volume.channels()));
    }

    private static List<List<Tensor>> nodules(ComputationGraph network, Features features) {
        INDArray cells = network.output(false, features.values())[0];
        int[] shape =
                Arrays.stream(cells.shape()).skip(1).mapToInt(Math::toIntExact).toArray();
        Tensor logits = new Tensor(cells.dup('c').data().asFloat(), shape);
        return List.of(List.of(TASK.first().prediction(logits)));
    }

    private static ComputationGraph network(String model, Volume volume) {
        Plugins plugins = PluginLoader.load();
        File file = new RecordBinder(plugins.catalog())
                .bind(File.class, ExperimentSource.of("arguments", "model = " + model));
        ComponentAssembler assembler = new ComponentAssembler(
                plugins, AssemblyContext.empty().withInput(volume).withTask(TASK));
        Settings settings = new Settings(new Seed(2021), DataType.FLOAT, new Adam(1e-4), 0, OptionalDouble.empty());
        return NetworkAssembly.network(
                (NetworkModel) assembler.build(file.model()),
                volume,
                TASK,
                List.of(VolumeSpeed::crossEntropy),
                settings);
    }

    private static double crossEntropy(double[] logits, double[] targets, int rows, int cells, double[] gradient) {
        int count = rows * cells;
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double small = Math.exp(-Math.abs(logits[i]));
            sum += Math.max(logits[i], 0) + Math.log1p(small) - logits[i] * targets[i];
            gradient[i] = ((logits[i] > 0 ? 1 : small) / (1 + small) - targets[i]) / count;
        }
        return sum / count;
    }

    private void timed(int number, int samples, ComputationGraph network, Runnable step) throws IOException {
        long started = System.nanoTime();
        long processor = process.getProcessCpuTime();
        step.run();
        System.out.printf(
                Locale.ROOT,
                "{\"step\": %d, \"samples\": %d, \"seconds\": %.4f, \"processor\": %.4f, \"loss\": %.6f, \"peak\": %d}%n",
                number,
                samples,
                (System.nanoTime() - started) / 1e9,
                (process.getProcessCpuTime() - processor) / 1e9,
                network.score(),
                PeakMemory.bytes());
    }
}
