package io.foldwise.engine.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import io.foldwise.engine.config.ComponentCatalog;
import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.config.Location;
import io.foldwise.engine.config.Problem;
import io.foldwise.engine.config.ProblemReport;
import io.foldwise.spi.ComponentDeclaration;
import io.foldwise.spi.PluginModule;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;

/** Finds plugins and checks that what they offer can be used. */
public final class PluginLoader {

    private static final String SERVICE = PluginModule.class.getName();

    private PluginLoader() {}

    /**
     * Loads every plugin on the class path.
     *
     * @throws ConfigException if there is none, or with everything that is wrong with them
     */
    public static Plugins load() {
        return load(Thread.currentThread().getContextClassLoader());
    }

    /** Loads every plugin that a class loader sees. */
    public static Plugins load(ClassLoader loader) {
        List<PluginModule> plugins = new ArrayList<>();
        ProblemReport report = new ProblemReport();
        Iterator<PluginModule> found =
                ServiceLoader.load(PluginModule.class, loader).iterator();
        while (true) {
            try {
                if (!found.hasNext()) {
                    break;
                }
                plugins.add(found.next());
            } catch (ServiceConfigurationError unusable) {
                report.add(new Problem(
                        new Location("META-INF/services/" + SERVICE, 0, ""),
                        unusable.getMessage(),
                        "a plugin is a public class with a public constructor without arguments"));
            }
        }
        report.throwIfAny();
        if (plugins.isEmpty()) {
            throw new ConfigException(new Problem(
                    new Location("class path", 0, ""),
                    "no plugin found: nothing provides " + SERVICE,
                    "add the jars of the plugins, each with a file META-INF/services/" + SERVICE));
        }
        return of(plugins);
    }

    /**
     * Uses the given plugins.
     *
     * @throws ConfigException with everything that is wrong with them
     */
    public static Plugins of(List<? extends PluginModule> plugins) {
        Injector injector = injector(plugins);
        Set<ComponentDeclaration> declarations = injector.getInstance(Key.get(new TypeLiteral<>() {}));
        ProblemReport report = new ProblemReport();
        duplicates(declarations, report);
        for (ComponentDeclaration declaration : declarations) {
            ComponentChecks.problem(declaration)
                    .ifPresent(message -> report.add(new Problem(location(declaration), message)));
        }
        report.throwIfAny();
        return new Plugins(injector, new ComponentCatalog(declarations));
    }

    private static Injector injector(List<? extends PluginModule> plugins) {
        try {
            List<AbstractModule> modules = new ArrayList<>(plugins);
            modules.add(new Hygiene());
            return Guice.createInjector(modules);
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
                                + other.plugin().getName() + " (" + home(other) + ")",
                        "give one of them another name"));
            }
        }
    }

    private static Location location(ComponentDeclaration declaration) {
        return new Location(
                home(declaration),
                0,
                declaration.plugin().getName() + ": " + declaration.kind().label() + " '" + declaration.name() + "'");
    }

    /** The jar or folder that a plugin was loaded from. */
    private static String home(ComponentDeclaration declaration) {
        return Optional.ofNullable(declaration.plugin().getProtectionDomain().getCodeSource())
                .map(CodeSource::getLocation)
                .map(url -> url.getPath())
                .orElse("unknown place");
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
