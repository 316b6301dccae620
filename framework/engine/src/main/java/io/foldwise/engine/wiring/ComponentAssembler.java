package io.foldwise.engine.wiring;

import com.google.inject.Binder;
import com.google.inject.ConfigurationException;
import com.google.inject.CreationException;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Provider;
import com.google.inject.ProvisionException;
import com.google.inject.spi.Dependency;
import com.google.inject.spi.InjectionPoint;
import com.google.inject.spi.Message;
import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.config.Location;
import io.foldwise.engine.config.Problem;
import io.foldwise.spi.Assembler;
import io.foldwise.spi.ComponentKind;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Seed;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.LabelSchema;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Builds components, each in an injector of its own that knows the component's parameters, the context and this assembler
 * for the components within.
 */
public final class ComponentAssembler implements Assembler {

    private final Injector plugins;
    private final AssemblyContext context;

    public ComponentAssembler(Plugins plugins, AssemblyContext context) {
        this(plugins.injector(), context);
    }

    private ComponentAssembler(Injector plugins, AssemblyContext context) {
        this.plugins = plugins;
        this.context = context;
    }

    /** The same assembler, knowing more or less. */
    public ComponentAssembler in(AssemblyContext other) {
        return new ComponentAssembler(plugins, other);
    }

    /**
     * {@inheritDoc}
     *
     * @throws ConfigException at the component's place in the experiment file, if it is incompatible with the data, or asks
     *     for something that is not known
     */
    @Override
    public <T> T build(Spec<T> spec) {
        unmet(spec).ifPresent(message -> {
            throw problem(spec, " " + message);
        });
        try {
            return plugins.createChildInjector(binder -> bind(binder, spec)).getInstance(spec.component());
        } catch (ProvisionException failed) {
            throw unwrapped(spec, failed.getErrorMessages(), failed);
        } catch (CreationException failed) {
            throw unwrapped(spec, failed.getErrorMessages(), failed);
        } catch (ConfigurationException failed) {
            throw unwrapped(spec, failed.getErrorMessages(), failed);
        }
    }

    private void bind(Binder binder, Spec<?> spec) {
        binder.bind(spec.component());
        bind(binder, spec.params());
        binder.bind(Assembler.class).toInstance(this);
        context.labels().ifPresent(labels -> binder.bind(LabelSchema.class).toInstance(labels));
        context.seed().ifPresent(seed -> binder.bind(Seed.class).toInstance(seed));
        context.input().ifPresent(input -> {
            binder.bind(InputShape.class).toInstance(input);
            bind(binder, input);
        });
    }

    @SuppressWarnings("unchecked") // an object is of its class
    private static <V> void bind(Binder binder, V value) {
        binder.bind((Class<V>) value.getClass()).toInstance(value);
    }

    /** What the component asks for in vain. */
    private Optional<String> unmet(Spec<?> spec) {
        return InjectionPoint.forConstructorOf(spec.component()).getDependencies().stream()
                .map(Dependency::getKey)
                .filter(key -> !known(key, spec))
                .map(key -> complaint(key.getTypeLiteral().getRawType(), key))
                .findFirst();
    }

    private boolean known(Key<?> key, Spec<?> spec) {
        Class<?> type = key.getTypeLiteral().getRawType();
        return type == spec.params().getClass()
                || type == Assembler.class
                || type == Provider.class
                || type == LabelSchema.class && context.labels().isPresent()
                || type == Seed.class && context.seed().isPresent()
                || InputShape.class.isAssignableFrom(type)
                        && context.input().filter(type::isInstance).isPresent()
                || plugins.getExistingBinding(key) != null;
    }

    private String complaint(Class<?> type, Key<?> key) {
        if (InputShape.class.isAssignableFrom(type) && context.input().isPresent()) {
            return "reads " + type.getSimpleName().toLowerCase(Locale.ROOT) + "s, but the data gives "
                    + context.input().get();
        }
        return "asks for " + key.getTypeLiteral() + ", which is not known here";
    }

    private static RuntimeException unwrapped(Spec<?> spec, Collection<Message> messages, RuntimeException dump) {
        Optional<Throwable> cause = messages.stream()
                .map(Message::getCause)
                .filter(Objects::nonNull)
                .findFirst();
        if (cause.isEmpty()) {
            return problem(spec, ": " + messages.iterator().next().getMessage());
        }
        Throwable thrown = cause.get();
        if (thrown instanceof IncompatibleException incompatible) {
            return problem(spec, ": " + incompatible.getMessage());
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException unchecked ? unchecked : dump;
    }

    private static ConfigException problem(Spec<?> spec, String message) {
        String label = Arrays.stream(ComponentKind.values())
                .filter(kind -> kind.contract().isAssignableFrom(spec.component()))
                .map(kind -> kind.label() + " ")
                .findFirst()
                .orElse("");
        return new ConfigException(new Problem(Location.parse(spec.location()), label + spec.type() + message));
    }
}
