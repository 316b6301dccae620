package io.foldwise.engine.wiring;

import com.google.inject.Binder;
import com.google.inject.CreationException;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Provider;
import com.google.inject.ProvisionException;
import com.google.inject.TypeLiteral;
import com.google.inject.spi.Dependency;
import com.google.inject.spi.InjectionPoint;
import com.google.inject.spi.Message;
import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.config.Location;
import io.foldwise.engine.config.Problem;
import io.foldwise.engine.finished.StoredRuns;
import io.foldwise.engine.store.StoreException;
import io.foldwise.spi.Assembler;
import io.foldwise.spi.ComponentDeclaration;
import io.foldwise.spi.ComponentKind;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Seed;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.FinishedRuns;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.data.Task;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds components, each in an injector of its own that knows the component's parameters, the context and this assembler
 * for the components within.
 */
public final class ComponentAssembler implements Assembler {

    private static final Logger LOG = LoggerFactory.getLogger(ComponentAssembler.class);

    private final Injector plugins;
    private final AssemblyContext context;

    public ComponentAssembler(Plugins plugins, AssemblyContext context) {
        this(plugins.injector(), context);
    }

    private ComponentAssembler(Injector plugins, AssemblyContext context) {
        this.plugins = plugins;
        this.context = context;
    }

    /** The packages of all plugins. */
    public Set<String> packages() {
        return declarations().stream()
                .map(declaration -> declaration.plugin().getPackageName())
                .collect(Collectors.toSet());
    }

    /** The component that an exception comes from, with its class; empty if it is none of a plugin's. */
    public Optional<String> culprit(Throwable thrown) {
        return new Culprit(declarations()).of(thrown);
    }

    private Set<ComponentDeclaration> declarations() {
        return plugins.getInstance(Key.get(new TypeLiteral<>() {}));
    }

    /** The same assembler, knowing more or less. */
    public ComponentAssembler in(AssemblyContext other) {
        return new ComponentAssembler(plugins, other);
    }

    /**
     * {@inheritDoc}
     *
     * @throws ConfigException at the component's place in the experiment file, if it is incompatible with the data, asks
     *     for something that is not known, or throws something else
     */
    @Override
    public <T> T build(Spec<T> spec) {
        Map<Class<?>, Object> given = given(spec);
        for (Dependency<?> dependency :
                InjectionPoint.forConstructorOf(spec.component()).getDependencies()) {
            check(spec, dependency.getKey(), given);
        }
        try {
            Injector own = plugins.createChildInjector(binder -> {
                binder.bind(spec.component());
                given.forEach((type, value) -> bind(binder, type, value));
            });
            return own.getInstance(spec.component());
        } catch (CreationException failed) {
            throw problem(
                    spec,
                    " cannot be built: "
                            + failed.getErrorMessages().iterator().next().getMessage());
        } catch (ProvisionException failed) {
            throw cause(spec, failed);
        }
    }

    /** What the component may ask for. */
    private Map<Class<?>, Object> given(Spec<?> spec) {
        Map<Class<?>, Object> given = new LinkedHashMap<>();
        given.put(spec.params().getClass(), spec.params());
        given.put(Assembler.class, this);
        given.put(FinishedRuns.class, new StoredRuns());
        context.task().ifPresent(task -> given.put(Task.class, task));
        context.head().ifPresent(head -> {
            given.put(Head.class, head);
            given.put(head.getClass(), head);
            if (head instanceof RowHead) {
                given.put(RowHead.class, head);
            }
        });
        context.seed().ifPresent(seed -> given.put(Seed.class, seed));
        context.input().ifPresent(input -> {
            given.put(InputShape.class, input);
            given.put(input.getClass(), input);
        });
        return given;
    }

    @SuppressWarnings("unchecked") // the value is an instance of the type
    private static <V> void bind(Binder binder, Class<V> type, Object value) {
        binder.bind(type).toInstance((V) value);
    }

    private void check(Spec<?> spec, Key<?> key, Map<Class<?>, Object> given) {
        Class<?> type = key.getTypeLiteral().getRawType();
        if (given.containsKey(type) || type == Provider.class || plugins.getExistingBinding(key) != null) {
            return;
        }
        if (InputShape.class.isAssignableFrom(type) && context.input().isPresent()) {
            String shape = type.getSimpleName().toLowerCase(Locale.ROOT);
            throw problem(
                    spec,
                    " reads " + shape + "s, but the data gives "
                            + context.input().get());
        }
        if (Head.class.isAssignableFrom(type) && context.head().isPresent()) {
            Head head = context.head().get();
            throw problem(spec, " does not fit '" + head.name() + "', which is " + head);
        }
        if (Head.class.isAssignableFrom(type) && context.task().isPresent()) {
            throw problem(
                    spec,
                    " is for a single head, but the data has several: "
                            + context.task().get().heads().stream()
                                    .map(Head::name)
                                    .collect(Collectors.joining(", ")));
        }
        throw problem(
                spec,
                " asks for " + key.getTypeLiteral() + ", which is not known here; known are "
                        + given.keySet().stream().map(Class::getSimpleName).collect(Collectors.joining(", ")));
    }

    /** What a constructor threw: what is written for users as it is, and everything else with the component's name. */
    private static RuntimeException cause(Spec<?> spec, ProvisionException failed) {
        Throwable thrown = failed.getErrorMessages().stream()
                .map(Message::getCause)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(failed);
        if (thrown instanceof IncompatibleException incompatible) {
            return problem(spec, ": " + incompatible.getMessage());
        }
        if (thrown instanceof IncompatibleClassChangeError misfit) {
            return problem(
                    spec,
                    " was built for another release of Foldwise (" + misfit.getMessage()
                            + "); build its plugin again for this one");
        }
        if (thrown instanceof VirtualMachineError error) { // no memory, say
            throw error;
        }
        if (thrown instanceof ConfigException || thrown instanceof DataException || thrown instanceof StoreException) {
            return (RuntimeException) thrown;
        }
        LOG.error("{} cannot be built", spec.component().getName(), thrown);
        return problem(spec, " (" + spec.component().getName() + ") cannot be built: " + Culprit.described(thrown));
    }

    private static ConfigException problem(Spec<?> spec, String message) {
        String kind = ComponentKind.implementedBy(spec.component()).stream()
                .map(found -> found.label() + " ")
                .findFirst()
                .orElse("");
        return new ConfigException(new Problem(Location.parse(spec.location()), kind + spec.type() + message));
    }
}
