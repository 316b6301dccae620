package io.foldwise.cli.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.foldwise.cli.PluginJar;
import io.foldwise.cli.catalog.ExamplePlace;
import io.foldwise.engine.config.ComponentCatalog;
import io.foldwise.engine.experiment.ExperimentFiles;
import io.foldwise.engine.wiring.PluginLoader;
import io.foldwise.engine.wiring.Plugins;
import io.foldwise.spi.ComponentDeclaration;
import io.foldwise.spi.ComponentKind;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The plugins that are written for all kinds of components, compiled together. */
final class EveryScaffoldTest {

    private static final Path PROJECT = Path.of("..", "..").toAbsolutePath().normalize();

    @TempDir
    private static Path root;

    private static final Map<ComponentKind, PluginScaffold> SCAFFOLDS = new LinkedHashMap<>();
    private static URLClassLoader classes;
    private static Plugins plugins;

    @BeforeAll
    static void writeAndCompile() throws IOException {
        Files.copy(PROJECT.resolve("pom.xml"), root.resolve("pom.xml"));
        Files.createDirectory(root.resolve("conf"));
        Files.copy(PROJECT.resolve("conf/foldwise.conf"), root.resolve("conf/foldwise.conf"));
        List<Path> sources = new ArrayList<>();
        List<URL> places = new ArrayList<>();
        for (ComponentKind kind : kinds()) {
            PluginScaffold scaffold = new PluginScaffold(root, kind, name(kind), "");
            SCAFFOLDS.put(kind, scaffold);
            scaffold.write().stream()
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(root::resolve)
                    .forEach(sources::add);
            places.add(root.resolve(scaffold.plugin())
                    .resolve("src/main/resources")
                    .toUri()
                    .toURL());
        }
        places.add(PluginJar.compile(sources, Files.createDirectory(root.resolve("classes")))
                .toUri()
                .toURL());
        classes = new URLClassLoader(places.toArray(URL[]::new), EveryScaffoldTest.class.getClassLoader());
        plugins = PluginLoader.load(classes);
    }

    @AfterAll
    static void close() throws IOException {
        classes.close();
    }

    static List<ComponentKind> kinds() {
        return ExamplePlace.kinds();
    }

    private static String name(ComponentKind kind) {
        return "own-" + kind.label();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void offersAComponentWhoseParametersHaveDefaults(ComponentKind kind) {
        ComponentDeclaration component =
                plugins.catalog().find(kind, name(kind)).orElseThrow();
        assertThat(ComponentCatalog.parameters(component.component()).flat())
                .noneMatch(parameter -> parameter.required());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void writesAnExperimentThatLoadsAndUsesIt(ComponentKind kind) {
        Path experiment = root.resolve(SCAFFOLDS.get(kind).experiment());
        assertThat(new ExperimentFiles(plugins)
                        .load(experiment, List.of())
                        .parts()
                        .experiment()
                        .toString())
                .contains("type=" + name(kind));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void passesItsOwnTests(ComponentKind kind) throws ClassNotFoundException {
        String component = plugins.catalog()
                .find(kind, name(kind))
                .orElseThrow()
                .component()
                .getName();
        TestExecutionSummary summary = run(List.of(
                Class.forName(component + "Test", false, classes),
                Class.forName(component + "PluginTest", false, classes)));
        assertThat(summary.getFailures()).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isGreaterThan(2);
    }

    /** The plugin's contract looks for plugins with the thread's class loader. */
    private static TestExecutionSummary run(List<Class<?>> tests) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(classes);
        try {
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
            tests.forEach(test -> request.selectors(selectClass(test)));
            Launcher launcher = LauncherFactory.create();
            launcher.execute(request.build(), listener);
            return listener.getSummary();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void keepsItsLinesShortForTheLongestName(ComponentKind kind) throws IOException {
        Path other = Files.createDirectories(root.resolve("long").resolve(kind.label()));
        Files.copy(PROJECT.resolve("pom.xml"), other.resolve("pom.xml"));
        for (Path file : new PluginScaffold(other, kind, "a-rather-long-name-of-a-thing-xx", "").write()) {
            if (file.toString().endsWith(".java")) {
                assertThat(Files.readAllLines(other.resolve(file)).stream().filter(line -> line.length() > 120))
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }
}
