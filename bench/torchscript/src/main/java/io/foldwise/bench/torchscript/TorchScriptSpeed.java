package io.foldwise.bench.torchscript;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Trains what {@code bench/pytorch/script.py} has written, a network with its loss and batches, by Adam with a learning rate of
 * 1e-3, and prints a line of JSON for every epoch, as {@code speed.py} does. Argument: the folder.
 */
public final class TorchScriptSpeed {

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private TorchScriptSpeed() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        try (Model model = Model.newInstance("loss", Device.cpu())) {
            model.load(folder, "loss", Map.of("trainParam", "true"));
            try (Trainer trainer = model.newTrainer(new DefaultTrainingConfig(Loss.l1Loss())
                    .optOptimizer(Adam.builder()
                            .optLearningRateTracker(Tracker.fixed(1e-3f))
                            .build()))) {
                List<Path> epochs = sorted(folder, "epoch-*");
                for (int epoch = 1; epoch <= epochs.size(); epoch++) {
                    try (NDManager manager = model.getNDManager().newSubManager()) {
                        train(trainer, epoch, read(epochs.get(epoch - 1), manager));
                    }
                }
            }
        }
    }

    private static void train(Trainer trainer, int epoch, List<NDList> batches) {
        long started = System.nanoTime();
        long processor = PROCESS.getProcessCpuTime();
        double total = 0;
        long samples = 0;
        for (NDList batch : batches) {
            long size = batch.get(0).getShape().get(0);
            total += step(trainer, batch) * size;
            samples += size;
        }
        System.out.printf(
                Locale.ROOT,
                "{\"epoch\": %d, \"samples\": %d, \"seconds\": %.4f, \"processor\": %.4f, \"loss\": %.6f}%n",
                epoch,
                samples,
                (System.nanoTime() - started) / 1e9,
                (PROCESS.getProcessCpuTime() - processor) / 1e9,
                total / samples);
    }

    private static float step(Trainer trainer, NDList batch) {
        try (GradientCollector gradients = trainer.newGradientCollector();
                NDList outputs = trainer.forward(batch)) {
            NDArray loss = outputs.singletonOrThrow();
            gradients.backward(loss);
            trainer.step();
            return loss.getFloat();
        }
    }

    private static List<NDList> read(Path folder, NDManager manager) throws IOException {
        return sorted(folder, "*.npz").stream()
                .map(file -> decode(file, manager))
                .toList();
    }

    private static NDList decode(Path file, NDManager manager) {
        try (InputStream in = Files.newInputStream(file)) {
            return NDList.decode(manager, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> sorted(Path folder, String names) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            var wanted = folder.getFileSystem().getPathMatcher("glob:" + names);
            return files.filter(file -> wanted.matches(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
