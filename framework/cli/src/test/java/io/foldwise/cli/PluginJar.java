package io.foldwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles sources and packs jars as a build would, without one. */
public final class PluginJar {

    /** The project of the plugin guide that lies outside of the build. */
    static final Path EXAMPLE = Path.of("..", "..", "docs", "example-plugin");

    private PluginJar() {}

    /** The example's jar, built in a folder. */
    public static Path example(Path folder) throws IOException {
        Path sources = EXAMPLE.resolve("src/main/java");
        Path classes = compile(files(sources), Files.createDirectories(folder.resolve("classes")));
        return pack(folder.resolve("sine.jar"), classes, EXAMPLE.resolve("src/main/resources"));
    }

    /** Compiles against the class path of the tests, warnings being errors. */
    public static Path compile(List<Path> sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            List<String> options = List.of(
                    "-d",
                    classes.toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-parameters",
                    "-Xlint:all,-processing,-serial,-options,-classfile,-path",
                    "-Werror");
            boolean compiled = compiler.getTask(
                            messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
        return classes;
    }

    /** Packs folders into a jar. */
    public static Path pack(Path jar, Path... folders) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Path folder : folders) {
                for (Path file : files(folder)) {
                    out.putNextEntry(
                            new JarEntry(folder.relativize(file).toString().replace('\\', '/')));
                    Files.copy(file, out);
                }
            }
        }
        return jar;
    }

    /** All files below a folder. */
    public static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return new ArrayList<>(files.filter(Files::isRegularFile).sorted().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
