package io.foldwise.engine.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.spi.Element;
import com.google.inject.spi.Elements;
import com.google.inject.spi.Message;
import io.foldwise.engine.config.ComponentCatalog;
import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.config.Location;
import io.foldwise.engine.config.Problem;
import io.foldwise.engine.config.ProblemReport;
import io.foldwise.spi.ComponentDeclaration;
import io.foldwise.spi.PluginModule;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds plugins and checks that what they offer can be used. */
public final class PluginLoader {

    private static final String REBUILD =
            "it was built for another release of Foldwise, or a library is missing beside it: build it again for this one";

    private static final String FAILED = "cannot be loaded: ";

    private PluginLoader() {}

    /**
     * Loads every plugin on the class path.
     *
     * @throws ConfigException if there is none, or with everything that is wrong with them
     */
    public static Plugins load() {
        return load(Thread.currentThread().getContextClassLoader());
    }

    /**
     * Loads every plugin on the class path and on a plugin path, which is in use from then on.
     *
     * @param checked whether those on the class path have been found to be right before, which takes a while
     * @throws ConfigException if there is none, or with everything that is wrong with them
     */
    public static Plugins load(PluginPath path, boolean checked) {
        ProblemReport report = new ProblemReport();
        Location program = new Location(PluginPath.SERVICE, 0, "");
        List<PluginModule> plugins =
                new ArrayList<>(find(Thread.currentThread().getContextClassLoader(), program, report));
        Set<Class<?>> right = checked ? plugins.stream().map(Object::getClass).collect(Collectors.toSet()) : Set.of();
        ClassLoader all = path.open();
        for (Path jar : path.plugins()) {
            plugins.addAll(find(new OneJar(jar, all), new Location(jar.toString(), 0, ""), report));
        }
        return of(plugins, right, report);
    }

    /** Loads every plugin that a class loader sees. */
    public static Plugins load(ClassLoader loader) {
        ProblemReport report = new ProblemReport();
        return of(find(loader, new Location(PluginPath.SERVICE, 0, ""), report), Set.of(), report);
    }

    private static List<PluginModule> find(ClassLoader loader, Location place, ProblemReport report) {
        List<PluginModule> plugins = new ArrayList<>();
        Iterator<PluginModule> found =
                ServiceLoader.load(PluginModule.class, loader).iterator();
        while (true) {
            try {
                if (!found.hasNext()) {
                    return plugins;
                }
                plugins.add(found.next());
            } catch (ServiceConfigurationError unusable) {
                report.add(unusable(place, unusable));
            } catch (LinkageError misfit) {
                report.add(misfit(place, misfit));
            }
        }
    }

    private static Problem unusable(Location place, ServiceConfigurationError unusable) {
        if (unusable.getCause() instanceof LinkageError misfit) {
            return misfit(place, misfit);
        }
        String thrown = Optional.ofNullable(unusable.getCause())
                .map(cause -> " (" + Culprit.described(cause) + ")")
                .orElse("");
        return new Problem(
                place,
                unusable.getMessage() + thrown,
                "a plugin is a public class with a public constructor without arguments");
    }

    private static Problem misfit(Location place, LinkageError misfit) {
        if (misfit instanceof ExceptionInInitializerError && misfit.getCause() != null) {
            return new Problem(place, FAILED + Culprit.described(misfit.getCause()));
        }
        return new Problem(place, "does not fit this release of Foldwise (" + described(misfit) + ")", REBUILD);
    }

    private static String described(Throwable misfit) {
        return misfit.getClass().getSimpleName() + ": " + misfit.getMessage();
    }

    private static Plugins of(List<PluginModule> plugins, Set<Class<?>> right, ProblemReport report) {
        report.throwIfAny();
        if (plugins.isEmpty()) {
            throw new ConfigException(new Problem(
                    new Location("class path", 0, ""),
                    "no plugin found: nothing provides " + PluginModule.class.getName(),
                    "add the jars of the plugins, each with a file " + PluginPath.SERVICE));
        }
        return of(plugins, right);
    }

    /**
     * Uses the given plugins.
     *
     * @throws ConfigException with everything that is wrong with them
     */
    public static Plugins of(List<? extends PluginModule> plugins) {
        return of(plugins, Set.of());
    }

    /** @param right plugins whose components need no check */
    private static Plugins of(List<? extends PluginModule> plugins, Set<Class<?>> right) {
        Injector injector = injector(elements(plugins));
        Set<ComponentDeclaration> declarations = injector.getInstance(Key.get(new TypeLiteral<>() {}));
        ProblemReport report = new ProblemReport();
        duplicates(declarations, report);
        ComponentChecks checks = new ComponentChecks();
        for (ComponentDeclaration declaration : declarations) {
            if (right.contains(declaration.plugin())) {
                continue;
            }
            try {
                checks.problem(declaration)
                        .ifPresent(message -> report.add(new Problem(location(declaration), message)));
            } catch (LinkageError misfit) {
                report.add(misfit(location(declaration), misfit));
            }
        }
        report.throwIfAny();
        return new Plugins(injector, new ComponentCatalog(declarations));
    }

    /** Plugins are asked one by one first, so that it is known which of them was built for something else. */
    private static List<Element> elements(List<? extends PluginModule> plugins) {
        List<Element> elements = new ArrayList<>();
        ProblemReport report = new ProblemReport();
        for (PluginModule plugin : plugins) {
            Location place =
                    new Location(home(plugin.getClass()), 0, plugin.getClass().getName());
            try {
                List<Element> own = Elements.getElements(plugin);
                own.forEach(element -> thrown(element)
                        .ifPresent(thrown -> report.add(new Problem(place, FAILED + Culprit.described(thrown)))));
                elements.addAll(own);
            } catch (LinkageError misfit) {
                report.add(misfit(place, misfit));
            }
        }
        report.throwIfAny();
        return elements;
    }

    /** What a module threw; Guice would tell it with its stack trace. */
    private static Optional<Throwable> thrown(Element element) {
        return element instanceof Message message ? Optional.ofNullable(message.getCause()) : Optional.empty();
    }

    private static Injector injector(List<Element> elements) {
        try {
            return Guice.createInjector(Elements.getModule(elements), new Hygiene());
        } catch (CreationException invalid) {
            ProblemReport report = new ProblemReport();
            invalid.getErrorMessages()
                    .forEach(message -> report.add(new Problem(
                            new Location(String.valueOf(message.getSource()), 0, ""), message.getMessage())));
            throw new ConfigException(report.problems());
        }
    }

    private static void duplicates(Collection<ComponentDeclaration> declarations, ProblemReport report) {
        record Name(Object kind, String name) {}
        Map<Name, ComponentDeclaration> first = new HashMap<>();
        for (ComponentDeclaration declaration : declarations) {
            ComponentDeclaration other =
                    first.putIfAbsent(new Name(declaration.kind(), declaration.name()), declaration);
            if (other != null) {
                report.add(new Problem(
                        location(declaration),
                        "is already the name of " + other.component().getName() + " in plugin "
                                + other.plugin().getName() + " (" + home(other.plugin()) + ")",
                        "give one of them another name"));
            }
        }
    }

    private static Location location(ComponentDeclaration declaration) {
        return new Location(
                home(declaration.plugin()),
                0,
                declaration.plugin().getName() + ": " + declaration.kind().label() + " '" + declaration.name() + "'");
    }

    /** The jar or folder that a plugin was loaded from. */
    private static String home(Class<?> plugin) {
        return Optional.ofNullable(plugin.getProtectionDomain().getCodeSource())
                .map(CodeSource::getLocation)
                .map(url -> url.getPath())
                .orElse("unknown place");
    }

    /** Shows the plugins of a single jar, and classes of all. */
    private static final class OneJar extends ClassLoader {

        private final Path jar;

        OneJar(Path jar, ClassLoader all) {
            super(all);
            this.jar = jar;
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.equals(PluginPath.SERVICE)
                    ? Collections.enumeration(List.of(PluginPath.service(jar)))
                    : super.getResources(name);
        }
    }

    /** Guice at its strictest: nothing is built that nobody bound. */
    private static final class Hygiene extends AbstractModule {
        @Override
        protected void configure() {
            binder().requireExplicitBindings();
            binder().requireAtInjectOnConstructors();
            binder().requireExactBindingAnnotations();
            binder().disableCircularProxies();
            Multibinder.newSetBinder(binder(), ComponentDeclaration.class).permitDuplicates();
        }
    }
}
