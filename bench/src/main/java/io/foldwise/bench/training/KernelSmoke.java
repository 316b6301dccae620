package io.foldwise.bench.training;

import io.foldwise.engine.experiment.ExperimentFiles;
import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.network.NetworkAssembly;
import io.foldwise.engine.training.Stage;
import io.foldwise.engine.wiring.PluginLoader;
import io.foldwise.layers.kernel.KernelChoice;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.model.NetworkModel;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
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
 * Trains the networks of experiment files for a few steps on this process's backend, with the kernels that the system
 * property {@value KernelChoice#PROPERTY} asks for, and prints one line of JSON for each: the loss of every step, and how
 * many samples it trained per second, the first step left out.
 *
 * <p>The process that comes first writes its initial weights into the directory; one that finds weights there starts from
 * them, since backends draw other random numbers from the same seed. Dropout depends on no backend. Losses of two processes
 * must then agree but for rounding.
 *
 * <p>Arguments: the directory, the number of steps, experiment files.
 */
public final class KernelSmoke {

    private KernelSmoke() {}

    public static void main(String[] arguments) throws IOException {
        Path weights = Path.of(arguments[0]);
        int steps = Integer.parseInt(arguments[1]);
        for (String file : List.of(arguments).subList(2, arguments.length)) {
            ExperimentParts parts = new ExperimentFiles(PluginLoader.load())
                    .load(Path.of(file), List.of())
                    .parts();
            String name = parts.experiment().name();
            System.out.println(
                    train(name, parts, weights.resolve(name + ".weights").toFile(), steps));
        }
    }

    private static String train(String name, ExperimentParts parts, File weights, int steps) throws IOException {
        Seed seed = new Seed(parts.experiment().seed());
        Dataset data = parts.reader().train();
        Stage stage = parts.stages().of(data, seed, 0).get(0);
        ComputationGraph network = network((NetworkModel) parts.model(data, seed), data, stage, seed);
        shareWeights(network, weights);
        double[] losses = new double[steps];
        int batch = data.size() / steps;
        double secondsOfLaterSteps = 0;
        for (int step = 0; step < steps; step++) {
            int[] rows = IntStream.range(step * batch, (step + 1) * batch).toArray();
            long started = System.nanoTime();
            losses[step] = step(network, data, rows);
            secondsOfLaterSteps += step == 0 ? 0 : (System.nanoTime() - started) / 1e9;
        }
        return String.format(
                Locale.ROOT,
                "{\"model\": \"%s\", \"backend\": \"%s\", \"kernels\": \"%s\", \"samplesPerSecond\": %.1f, \"losses\": %s}",
                name,
                Nd4j.getBackend().getClass().getSimpleName(),
                KernelChoice.forType(DataType.FLOAT).name().toLowerCase(Locale.ROOT),
                (steps - 1) * batch / secondsOfLaterSteps,
                Arrays.toString(losses));
    }

    private static ComputationGraph network(NetworkModel model, Dataset data, Stage stage, Seed seed) {
        Nd4j.getRandom().setSeed(seed.value());
        NetworkAssembly.Settings settings = new NetworkAssembly.Settings(
                seed,
                DataType.FLOAT,
                stage.optimizer().updater(new FixedSchedule(stage.optimizer().learningRate())),
                0,
                OptionalDouble.empty());
        return NetworkAssembly.network(model, data.input(), data.task(), stage.losses(), settings);
    }

    private static void shareWeights(ComputationGraph network, File weights) throws IOException {
        if (weights.exists()) {
            network.setParams(Nd4j.readBinary(weights));
        } else {
            Nd4j.saveBinary(network.params(), weights);
        }
    }

    private static double step(ComputationGraph network, Dataset data, int[] rows) {
        Features features = data.features(rows);
        float[][] targets = Arrays.stream(rows).mapToObj(data::targets).toArray(float[][]::new);
        INDArray[] masks = features.mask().map(mask -> new INDArray[] {mask}).orElse(null);
        network.fit(new INDArray[] {features.values()}, new INDArray[] {Nd4j.createFromArray(targets)}, masks, null);
        return network.score();
    }
}
