package io.foldwise.spi;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A plugin: binds the names that experiment files use to components.
 *
 * <pre>{@code
 * public final class TextPlugin extends PluginModule {
 *     @Override
 *     protected void plug() {
 *         component("text-cnn", TextCnn.class);
 *         component("ct-report", CtReportReader.class);
 *     }
 * }
 * }</pre>
 *
 * Plugins are found by {@link java.util.ServiceLoader}: name the class in
 * {@code META-INF/services/io.foldwise.spi.PluginModule}. It needs a public constructor without arguments.
 */
public abstract class PluginModule extends AbstractModule {

    private Multibinder<ComponentDeclaration> components;

    /** Names this plugin's components, by calls of {@link #component}. */
    protected abstract void plug();

    @Override
    protected final void configure() {
        components = Multibinder.newSetBinder(binder(), ComponentDeclaration.class);
        plug();
    }

    /**
     * Gives a component the name that experiment files use.
     *
     * @param name lower-case words with hyphens, unique among all components of its kind
     * @param component a public class that implements the contract of one {@linkplain Kind kind} and has a nested record
     *     {@code Params}
     */
    protected final void component(String name, Class<?> component) {
        Set<ComponentKind> kinds = ComponentKind.implementedBy(component);
        if (kinds.size() == 1) {
            components
                    .addBinding()
                    .toInstance(new ComponentDeclaration(kinds.iterator().next(), name, component, getClass()));
        } else if (kinds.isEmpty()) {
            addError("%s '%s' is no component: it implements no interface that is a @Kind", component.getName(), name);
        } else {
            addError(
                    "%s '%s' is of several kinds: %s; make a class of each",
                    component.getName(),
                    name,
                    kinds.stream().map(ComponentKind::label).collect(Collectors.joining(", ")));
        }
    }
}
