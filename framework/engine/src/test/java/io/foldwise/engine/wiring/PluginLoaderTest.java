package io.foldwise.engine.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.config.Problem;
import io.foldwise.engine.sample.LogLossMetric;
import io.foldwise.engine.sample.Misfits;
import io.foldwise.engine.sample.SamplePlugin;
import io.foldwise.spi.ComponentKind;
import io.foldwise.spi.PluginModule;
import io.foldwise.spi.model.Model;
import io.foldwise.spi.training.Loss;
import io.foldwise.spi.validation.Metric;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginLoaderTest {

    private static final String SERVICE = "META-INF/services/" + PluginModule.class.getName();

    @Test
    void findsPluginsByTheirServiceFile(@TempDir Path directory) throws IOException {
        try (URLClassLoader loader = loader(directory, SamplePlugin.class.getName())) {
            Plugins plugins = PluginLoader.load(loader);

            assertThat(plugins.catalog().names(ComponentKind.of(Loss.class))).containsExactly("bce", "combo", "focal");
            assertThat(plugins.catalog().find(ComponentKind.of(Metric.class), "mlogloss"))
                    .hasValueSatisfying(found -> assertThat(found.component()).isEqualTo(LogLossMetric.class));
            assertThat(plugins.catalog().find(ComponentKind.of(Model.class), "mlogloss"))
                    .isEmpty();
        }
    }

    @Test
    void withoutAnyPluginNamesTheInterfaceToProvide(@TempDir Path directory) throws IOException {
        try (URLClassLoader loader = loader(directory, "# nothing")) {
            assertThatThrownBy(() -> PluginLoader.load(loader))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("no plugin found: nothing provides io.foldwise.spi.PluginModule");
        }
    }

    @Test
    void namesEveryPluginThatCannotBeLoaded(@TempDir Path directory) throws IOException {
        String providers = "no.such.Plugin\n" + SamplePlugin.class.getName() + "\n" + LogLossMetric.class.getName();
        try (URLClassLoader loader = loader(directory, providers)) {
            assertThatThrownBy(() -> PluginLoader.load(loader))
                    .hasMessageContaining("no.such.Plugin not found")
                    .hasMessageContaining("LogLossMetric not a subtype")
                    .hasMessageEndingWith("2 problems");
        }
    }

    @Test
    void tellsWhatIsWrongWithComponents() {
        ConfigException report =
                catchThrowableOfType(ConfigException.class, () -> PluginLoader.of(List.of(new Misfits.BadPlugin())));

        assertThat(report.problems())
                .extracting(Problem::message)
                .containsExactly(
                        Misfits.WithoutParams.class.getName()
                                + " states no parameters; add a nested 'public record Params(...) {}', also if it is empty",
                        Misfits.WithoutInject.class.getName()
                                + " has no constructor to build it with; add @Inject to the one that takes its Params",
                        Misfits.WithHiddenParams.class.getName() + "$Params must be public",
                        Misfits.WithWrongParams.class.getName()
                                + "$Params.letter: no experiment file can give a char; use int, long, double, boolean,"
                                + " String, Path, Duration, an enum, a record, Spec, Optional, List, or Map with text keys",
                        Misfits.WithTypeParameter.class.getName()
                                + "$Params.type: that key names the component itself; call the parameter otherwise",
                        Misfits.Worthless.class.getName() + " must be a public class that is not abstract",
                        "the name must be lower-case words with hyphens");
        assertThat(report.problems().get(0).location().toString())
                .contains("test-classes", Misfits.BadPlugin.class.getName() + ": metric 'no-params'");
    }

    @Test
    void aComponentIsOfOneKind() {
        assertThatThrownBy(() -> PluginLoader.of(List.of(new Misfits.KindlessPlugin())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Kindless 'kindless' is no component: it implements no interface that is a @Kind")
                .hasMessageContaining("TwoFaced 'two-faced' is of several kinds: loss, metric; make a class of each");
    }

    @Test
    void aNameThatTwoPluginsGiveNamesBoth() {
        assertThatThrownBy(() -> PluginLoader.of(List.of(new SamplePlugin(), new Misfits.CopyingPlugin())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Misfits$CopyingPlugin: metric 'mlogloss': is already the name of "
                        + LogLossMetric.class.getName() + " in plugin " + SamplePlugin.class.getName() + " (")
                .hasMessageEndingWith("1 problem");
    }

    @Test
    void aParameterWithAnEmptyDefaultOrAConstraintOfAnotherTypeIsNamed() {
        ConfigException report = catchThrowableOfType(
                ConfigException.class, () -> PluginLoader.of(List.of(new Misfits.MistypedPlugin())));

        assertThat(report.problems())
                .extracting(Problem::message)
                .satisfiesExactly(
                        message -> assertThat(message)
                                .isEqualTo(
                                        Misfits.EmptyDefault.class.getName()
                                                + "$Params.label: @Default is no value; an empty text is @Default(\"\\\"\\\"\")"),
                        message -> assertThat(message)
                                .startsWith(Misfits.MistypedConstraint.class.getName()
                                        + "$Params.flag: a constraint does not suit its type: ")
                                .contains("Positive", "java.lang.Boolean"),
                        message -> assertThat(message)
                                .startsWith(Misfits.MistypedElement.class.getName()
                                        + "$Part.sizes: a constraint does not suit its type: ")
                                .contains("NotBlank", "java.lang.Integer"));
    }

    @Test
    void aPluginThatThrowsIsNamed() {
        assertThatThrownBy(() -> PluginLoader.of(List.of(new SamplePlugin(), new Misfits.ThrowingPlugin())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(Misfits.ThrowingPlugin.class.getName()
                        + ": cannot be loaded: IllegalStateException: no licence, at Misfits.java:")
                .hasMessageEndingWith("1 problem");
    }

    @Test
    void aPluginWhoseConstructorThrowsSaysWhat(@TempDir Path directory) throws IOException {
        try (URLClassLoader loader = loader(directory, Misfits.UnbuiltPlugin.class.getName())) {
            assertThatThrownBy(() -> PluginLoader.load(loader))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining(Misfits.UnbuiltPlugin.class.getName()
                            + " could not be instantiated (IllegalStateException: no licence, at Misfits.java:");
        }
    }

    private static URLClassLoader loader(Path directory, String providers) throws IOException {
        Path file = directory.resolve(SERVICE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, providers);
        return new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, new Hiding(PluginLoaderTest.class.getClassLoader()));
    }

    /** The classes of this test without the plugins that its class path may provide. */
    private static final class Hiding extends ClassLoader {
        Hiding(ClassLoader parent) {
            super(parent);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.equals(SERVICE) ? Collections.emptyEnumeration() : super.getResources(name);
        }
    }
}
