package io.foldwise.plugin.volume.model;

import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.config.ExperimentSource;
import io.foldwise.engine.config.RecordBinder;
import io.foldwise.engine.weights.WeightsSettings;
import io.foldwise.engine.wiring.AssemblyContext;
import io.foldwise.engine.wiring.ComponentAssembler;
import io.foldwise.engine.wiring.PluginLoader;
import io.foldwise.engine.wiring.Plugins;
import io.foldwise.plugin.volume.VolumePlugin;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.Model;
import io.foldwise.spi.model.NetworkModel;
import java.util.List;

/** Models as experiment files ask for them. */
public final class Models {

    private static final Plugins PLUGINS = PluginLoader.of(List.of(new VolumePlugin()));

    /** A file with nothing but a model. */
    public record File(@Description("The model") Spec<Model> model) {}

    private Models() {}

    /**
     * Builds a model.
     *
     * @param text the {@code model} block of an experiment file
     * @throws IncompatibleException if it cannot work with the data
     */
    public static NetworkModel of(String text, InputShape input, Task task) {
        File file = new RecordBinder(PLUGINS.catalog())
                .bind(File.class, ExperimentSource.of("test.conf", "model = " + text));
        ComponentAssembler assembler = new ComponentAssembler(
                PLUGINS, AssemblyContext.empty().withInput(input).withTask(task));
        try {
            return (NetworkModel) assembler.build(file.model());
        } catch (ConfigException refused) {
            throw new IncompatibleException(refused.getMessage());
        }
    }

    /**
     * What a network starts from.
     *
     * @param text the {@code start.weights} block of an experiment file
     */
    public static WeightsSettings weights(String text) {
        return new RecordBinder(PLUGINS.catalog()).bind(WeightsSettings.class, ExperimentSource.of("test.conf", text));
    }
}
