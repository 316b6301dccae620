package io.foldwise.bench.training;

import io.foldwise.engine.experiment.ExperimentFiles;
import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.network.NetworkAssembly;
import io.foldwise.engine.training.EpochReport;
import io.foldwise.engine.training.NetworkTrainer;
import io.foldwise.engine.training.Stage;
import io.foldwise.engine.wiring.PluginLoader;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.model.NetworkModel;
import io.foldwise.spi.training.Epoch;
import io.foldwise.spi.training.Sampler;
import io.foldwise.spi.validation.Fold;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains an experiment's network on four fifths of its training samples, as {@code foldwise run} does, and writes what another
 * program needs to do the same: {@code weights.txt} and {@code weights.bin} (names, shapes and first values),
 * {@code batches.txt} (row numbers, one batch a line). Prints one line of JSON for every epoch: its mean training loss, and
 * the loss of the last fifth after it. Arguments: the experiment file, a directory.
 */
public final class SharedStart {

    private SharedStart() {}

    public static void main(String[] arguments) throws IOException {
        ExperimentParts parts = new ExperimentFiles(PluginLoader.load())
                .load(Path.of(arguments[0]), List.of())
                .parts();
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        Seed seed = new Seed(parts.experiment().seed());
        Dataset data = parts.reader().train();
        NetworkModel model = (NetworkModel) parts.model(data, seed);
        Stage stage = parts.stages().of(data, seed, 0).get(0);
        writeWeights(start(model, data, stage, seed), folder);
        Files.deleteIfExists(folder.resolve("batches.txt"));
        Stage written = new Stage(
                stage.losses(),
                new WrittenBatches(stage.sampler(), folder.resolve("batches.txt")),
                stage.optimizer(),
                stage.schedule(),
                stage.settings());
        int trained = data.size() - data.size() / 5;
        Fold fold = new Fold(
                IntStream.range(0, trained).toArray(),
                IntStream.range(trained, data.size()).toArray(),
                new int[0]);
        new NetworkTrainer(model, data, fold, parts.scoring(), seed, SharedStart::print).train(List.of(written));
    }

    /** The network as the trainer makes it for its first stage. */
    private static ComputationGraph start(NetworkModel model, Dataset data, Stage stage, Seed seed) {
        Seed stageSeed = seed.branch("network", 0);
        Nd4j.getRandom().setSeed(stageSeed.value());
        return NetworkAssembly.network(
                model,
                data.input(),
                data.task(),
                stage.losses(),
                new NetworkAssembly.Settings(
                        stageSeed, DataType.FLOAT, stage.optimizer().updater(null), 0, OptionalDouble.empty()));
    }

    private static void writeWeights(ComputationGraph network, Path folder) throws IOException {
        StringBuilder names = new StringBuilder();
        try (DataOutputStream values =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(folder.resolve("weights.bin"))))) {
            for (Map.Entry<String, INDArray> parameter : network.paramTable().entrySet()) {
                INDArray array = parameter.getValue();
                names.append(parameter.getKey());
                for (long size : array.shape()) {
                    names.append(' ').append(size);
                }
                names.append('\n');
                for (float value : array.dup('c').data().asFloat()) {
                    values.writeFloat(value);
                }
            }
        }
        Files.writeString(folder.resolve("weights.txt"), names);
    }

    /** Another sampler's batches, written down. */
    private record WrittenBatches(Sampler sampler, Path file) implements Sampler {

        @Override
        public List<int[]> batches(Epoch epoch) {
            List<int[]> batches = sampler.batches(epoch);
            List<String> lines = batches.stream()
                    .map(rows -> Arrays.toString(rows).replaceAll("[\\[\\],]", ""))
                    .toList();
            try {
                Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return batches;
        }
    }

    private static void print(EpochReport epoch) {
        System.out.printf(
                Locale.ROOT,
                "{\"epoch\": %d, \"loss\": %.6f, \"scored\": %.6f, \"rate\": %.6g}%n",
                epoch.epoch(),
                epoch.loss(),
                epoch.validation().get("mlogloss"),
                epoch.learningRate());
    }
}
