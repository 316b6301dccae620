package io.foldwise.spi;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.ensemble.Ensembler;
import io.foldwise.spi.ensemble.SubmissionFormat;
import io.foldwise.spi.model.Model;
import io.foldwise.spi.training.Loss;
import io.foldwise.spi.training.Optimizer;
import io.foldwise.spi.training.Sampler;
import io.foldwise.spi.training.Schedule;
import io.foldwise.spi.validation.Metric;
import io.foldwise.spi.validation.Split;

/**
 * A plugin: binds the names that experiment files use to components.
 *
 * <pre>{@code
 * public final class TextPlugin extends PluginModule {
 *     @Override
 *     protected void plug() {
 *         model("text-cnn", TextCnn.class);
 *         reader("ct-report", CtReportReader.class);
 *     }
 * }
 * }</pre>
 *
 * Plugins are found by {@link java.util.ServiceLoader}: name the class in
 * {@code META-INF/services/io.foldwise.spi.PluginModule}. It needs a public constructor without arguments.
 */
public abstract class PluginModule extends AbstractModule {

    /** Names this plugin's components, by calls of {@link #model}, {@link #loss}, {@link #sampler} and so on. */
    protected abstract void plug();

    @Override
    protected final void configure() {
        plug();
    }

    protected final void reader(String name, Class<? extends Reader> component) {
        declare(ComponentKind.READER, name, component);
    }

    protected final void model(String name, Class<? extends Model> component) {
        declare(ComponentKind.MODEL, name, component);
    }

    protected final void loss(String name, Class<? extends Loss> component) {
        declare(ComponentKind.LOSS, name, component);
    }

    protected final void sampler(String name, Class<? extends Sampler> component) {
        declare(ComponentKind.SAMPLER, name, component);
    }

    protected final void optimizer(String name, Class<? extends Optimizer> component) {
        declare(ComponentKind.OPTIMIZER, name, component);
    }

    protected final void schedule(String name, Class<? extends Schedule> component) {
        declare(ComponentKind.SCHEDULE, name, component);
    }

    protected final void split(String name, Class<? extends Split> component) {
        declare(ComponentKind.SPLIT, name, component);
    }

    protected final void metric(String name, Class<? extends Metric> component) {
        declare(ComponentKind.METRIC, name, component);
    }

    protected final void ensembler(String name, Class<? extends Ensembler> component) {
        declare(ComponentKind.ENSEMBLER, name, component);
    }

    protected final void submission(String name, Class<? extends SubmissionFormat> component) {
        declare(ComponentKind.SUBMISSION, name, component);
    }

    private void declare(ComponentKind kind, String name, Class<?> component) {
        Multibinder.newSetBinder(binder(), ComponentDeclaration.class)
                .addBinding()
                .toInstance(new ComponentDeclaration(kind, name, component, getClass()));
    }
}
