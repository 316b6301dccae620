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
import io.foldwise.spi.Description;
import io.foldwise.spi.Seed;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.InputShape.Signal;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.Model;
import io.foldwise.spi.model.NetworkModel;
import io.foldwise.spi.training.Loss;
import java.io.IOException;
import java.lang.management.ManagementFactory;
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
 * Trains a model for signals on random ones, with five labels, binary cross-entropy and Adam, and prints one line of JSON for
 * every step: samples, seconds, seconds of processor time of the whole process, loss, and peak memory. Arguments: the model as in
 * an experiment file, leads, steps of a signal, batch, training steps.
 */
public final class SignalSpeed {

    private static final Task TASK = Task.of(LabelSchema.of("label", List.of("a", "b", "c", "d", "e")));

    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** A file with nothing but this. */
    public record File(
            @Description("The model") Spec<Model> model,
            @Description("The loss") Spec<Loss> loss) {}

    private SignalSpeed() {}

    public static void main(String[] arguments) throws IOException {
        Signal signal = new Signal(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), 100);
        int batch = Integer.parseInt(arguments[3]);
        ComputationGraph network = network(arguments[0], signal);
        INDArray signals = Nd4j.rand(DataType.FLOAT, batch, signal.length(), signal.channels());
        INDArray targets =
                Nd4j.rand(DataType.FLOAT, batch, TASK.width()).lt(0.5).castTo(DataType.FLOAT);
        MultiDataSet data = new MultiDataSet(new INDArray[] {signals}, new INDArray[] {targets});
        SignalSpeed speed = new SignalSpeed();
        for (int step = 1; step <= Integer.parseInt(arguments[4]); step++) {
            speed.step(network, data, step, batch);
        }
    }

    private static ComputationGraph network(String model, Signal signal) {
        Plugins plugins = PluginLoader.load();
        File file = new RecordBinder(plugins.catalog())
                .bind(File.class, ExperimentSource.of("arguments", "model = " + model + "\nloss = bce"));
        ComponentAssembler assembler = new ComponentAssembler(
                plugins, AssemblyContext.empty().withInput(signal).withTask(TASK));
        Settings settings = new Settings(new Seed(2021), DataType.FLOAT, new Adam(1e-3), 0, OptionalDouble.empty());
        return NetworkAssembly.network(
                (NetworkModel) assembler.build(file.model()),
                signal,
                TASK,
                List.of(assembler.build(file.loss())),
                settings);
    }

    private void step(ComputationGraph network, MultiDataSet data, int number, int batch) throws IOException {
        long started = System.nanoTime();
        long processor = process.getProcessCpuTime();
        network.fit(data);
        System.out.printf(
                Locale.ROOT,
                "{\"step\": %d, \"samples\": %d, \"seconds\": %.4f, \"processor\": %.4f, \"loss\": %.6f, \"peak\": %d}%n",
                number,
                batch,
                (System.nanoTime() - started) / 1e9,
                (process.getProcessCpuTime() - processor) / 1e9,
                network.score(),
                PeakMemory.bytes());
    }
}
