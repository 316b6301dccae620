package io.foldwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.cli.context.ExitCode;
import io.foldwise.cli.logging.LogFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --plugins} does in this process; its effect is taken back after each test. */
final class PluginPathTest {

    private static final String SERVICE = "META-INF/services/io.foldwise.spi.PluginModule";

    @TempDir
    private Path folder;

    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();
    private TestConsole output = new TestConsole();

    @BeforeEach
    @AfterEach
    void takeBack() {
        Thread.currentThread().setContextClassLoader(loader);
        System.clearProperty("foldwise.plugins");
    }

    @Test
    void addsThePluginsOfAJarAndOfAFolderOfJars() throws IOException {
        Path jar = PluginJar.example(folder);

        assertThat(foldwise("plugins", "list", "--plugins", jar.toString())).isEqualTo(ExitCode.DONE);
        assertThat(output.results()).contains("sine-waves").contains("perceptron");

        takeBack();
        output = new TestConsole();
        assertThat(foldwise("plugins", "describe", "sine-waves", "--plugins=" + folder))
                .isEqualTo(ExitCode.DONE);
        assertThat(output.results()).contains("units");
    }

    @Test
    void isNotThereWithoutTheOption() {
        assertThat(foldwise("plugins", "describe", "sine-waves")).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void saysEverythingThatIsWrongWithAPathAtOnce() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Path library = PluginJar.pack(folder.resolve("library.jar"), empty);
        Path text = Files.writeString(folder.resolve("text.jar"), "no zip");
        String path = String.join(
                File.pathSeparator,
                folder.resolve("gone.jar").toString(),
                library.toString(),
                text.toString(),
                "~/x.jar");

        assertThat(foldwise("check", "any.conf", "--plugins", path)).isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress().lines())
                .containsExactly(
                        "--plugins: there is no jar or folder " + folder.resolve("gone.jar"),
                        "--plugins: " + library + " holds no plugin: no jar there has a file " + SERVICE
                                + "; name a plugin's jar, or a folder with it and the libraries that it needs",
                        "--plugins: " + text + " cannot be read as a jar",
                        "--plugins: '~/x.jar'; ~ is not expanded here; write the full path",
                        "4 problems");
    }

    @Test
    void refusesAPluginThatWasBuiltForAnotherRelease() throws IOException {
        Path jar =
                foreign("package org.example.old; public final class OldPlugin extends io.foldwise.spi.PluginModule {"
                        + " @Override protected void plug() { model(\"old\", OldPlugin.class); } }");

        assertThat(foldwise("plugins", "list", "--plugins", jar.toString())).isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress().lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith(
                        jar + ": org.example.old.OldPlugin: does not fit this release of Foldwise (NoSuchMethodError: ")
                .endsWith("build it again for this one");
    }

    @Test
    void refusesAPluginOfClassesThatAreGone() throws IOException {
        Path jar = foreign("package org.example.old; public final class OldPlugin extends io.foldwise.spi.PluginModule"
                + " implements io.foldwise.spi.Gone { @Override protected void plug() {} }");

        assertThat(foldwise("plugins", "list", "--plugins", jar.toString())).isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress().lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith(
                        jar + ": does not fit this release of Foldwise (NoClassDefFoundError: io/foldwise/spi/Gone)");
    }

    @Test
    void refusesAPluginThatThrowsInASentence() throws IOException {
        Path source = Files.writeString(
                folder.resolve("Throwing.java"),
                "package org.example; public final class Throwing extends io.foldwise.spi.PluginModule {"
                        + " @Override protected void plug() { throw new IllegalStateException(\"no licence\"); } }");
        Path classes = PluginJar.compile(List.of(source), Files.createDirectories(folder.resolve("classes")));
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(services.resolve("io.foldwise.spi.PluginModule"), "org.example.Throwing\n");
        Path jar = PluginJar.pack(folder.resolve("throwing.jar"), classes);

        assertThat(foldwise("plugins", "list", "--plugins", jar.toString())).isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress().lines())
                .containsExactly(
                        jar + ": org.example.Throwing: cannot be loaded: IllegalStateException: no licence,"
                                + " at Throwing.java:1",
                        "1 problem");
    }

    /** A plugin that was compiled against an SPI of other methods and interfaces. */
    private Path foreign(String plugin) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("sources"));
        Path module = Files.createDirectories(sources.resolve("io/foldwise/spi"));
        Files.writeString(
                module.resolve("PluginModule.java"),
                "package io.foldwise.spi; public abstract class PluginModule extends com.google.inject.AbstractModule {"
                        + " protected abstract void plug(); protected void model(String name, Class<?> type) {} }");
        Files.writeString(module.resolve("Gone.java"), "package io.foldwise.spi; public interface Gone {}");
        Path source = Files.writeString(
                Files.createDirectories(sources.resolve("org/example/old")).resolve("OldPlugin.java"), plugin);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        PluginJar.compile(List.of(module.resolve("PluginModule.java"), module.resolve("Gone.java"), source), classes);
        for (String gone : List.of("PluginModule.class", "Gone.class")) {
            Files.delete(classes.resolve("io/foldwise/spi").resolve(gone));
        }
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(services.resolve("io.foldwise.spi.PluginModule"), "org.example.old.OldPlugin\n");
        return PluginJar.pack(folder.resolve("old.jar"), classes);
    }

    private int foldwise(String... arguments) {
        return new Foldwise(output.console(), new InstalledPlugins(), LogFile::ofThisProcess).execute(arguments);
    }
}
