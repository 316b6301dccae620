package io.foldwise.bench.training;

import com.sun.management.OperatingSystemMXBean;
import io.foldwise.engine.experiment.ExperimentFiles;
import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.training.EpochReport;
import io.foldwise.engine.training.NetworkTrainer;
import io.foldwise.engine.wiring.PluginLoader;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.model.NetworkModel;
import io.foldwise.spi.validation.Fold;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Trains an experiment's network on all of its training samples, with the trainer and the sampler that {@code foldwise run}
 * uses, and prints one line of JSON for every epoch: how many samples it trained, in how many seconds and seconds of
 * processor time, and the mean loss. Argument: the experiment file.
 */
public final class TrainingSpeed {

    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private long processorTime = process.getProcessCpuTime();

    private TrainingSpeed() {}

    public static void main(String[] arguments) {
        ExperimentParts parts = new ExperimentFiles(PluginLoader.load())
                .load(Path.of(arguments[0]), List.of())
                .parts();
        Seed seed = new Seed(parts.experiment().seed());
        Dataset data = parts.reader().train();
        NetworkModel model = (NetworkModel) parts.model(data, seed);
        int[] rows = IntStream.range(0, data.size()).toArray();
        Fold fold = new Fold(rows, new int[] {0}, new int[0]);
        new NetworkTrainer(model, data, fold, parts.scoring(), seed, new TrainingSpeed()::print)
                .train(parts.stages().of(data, seed, 0));
    }

    private void print(EpochReport epoch) {
        long before = processorTime;
        processorTime = process.getProcessCpuTime();
        System.out.printf(
                Locale.ROOT,
                "{\"epoch\": %d, \"samples\": %d, \"seconds\": %.4f, \"processor\": %.4f, \"loss\": %.6f}%n",
                epoch.epoch(),
                Math.round(epoch.samplesPerSecond() * epoch.seconds()),
                epoch.seconds(),
                (processorTime - before) / 1e9,
                epoch.loss());
    }
}
