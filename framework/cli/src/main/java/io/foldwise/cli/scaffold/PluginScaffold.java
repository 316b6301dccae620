package io.foldwise.cli.scaffold;

import io.foldwise.cli.catalog.ExamplePlace;
import io.foldwise.cli.context.RefusedException;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.spi.ComponentKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a plugin with one component: module, component, plugin class, contract tests, and an experiment that uses it. What differs
 * from kind to kind is one resource, {@code scaffold/KIND.template}: the component, a line {@value #TEST}, and its test.
 */
public final class PluginScaffold {

    private static final String MARKER = "    <!-- `foldwise plugins new` adds its modules above this line -->";
    private static final String TEST = "==== test\n";

    private final Path root;
    private final ComponentKind kind;
    private final ComponentName name;
    private final String[] component;

    /**
     * Prepares a plugin.
     *
     * @param root the project's folder
     * @param packageName of the Java classes; empty for the usual one
     * @throws RefusedException if the name cannot be used
     */
    public PluginScaffold(Path root, ComponentKind kind, String name, String packageName) {
        this.root = root;
        this.kind = kind;
        String template = template(kind.label());
        this.name =
                ComponentName.of(name, packageName, template + template("Plugin.java") + template("PluginTest.java"));
        this.component = template.split(TEST);
    }

    /**
     * Writes the plugin.
     *
     * @return the files written, relative to the project's folder
     * @throws RefusedException if something is in the way, before anything is written
     */
    public List<Path> write() {
        Path pom = root.resolve("pom.xml");
        String parent = Files.isRegularFile(pom) ? WholeFile.read(pom) : "";
        if (!parent.contains(MARKER)) {
            throw new RefusedException(
                    pom + " has no line \"" + MARKER.strip() + "\": put it back at the end of <modules>");
        }
        Map<Path, String> files = files(version(parent));
        for (Path place : List.of(plugin(), experiment())) {
            if (Files.exists(root.resolve(place))) {
                throw new RefusedException(place + " is there already: take another name, or remove it first");
            }
        }
        files.forEach((file, text) -> WholeFile.write(root.resolve(file), text));
        // Last, so that a build never meets a module that is not there.
        WholeFile.write(pom, parent.replace(MARKER, "    <module>plugins/" + name.name() + "</module>\n" + MARKER));
        return List.copyOf(files.keySet());
    }

    /** The component's own class, which its author changes first. */
    public Path component() {
        return sources("main").resolve(name.className() + ".java");
    }

    public Path experiment() {
        return Path.of("experiments", name.name() + ".conf");
    }

    public Path plugin() {
        return Path.of("plugins", name.name());
    }

    private Path sources(String side) {
        return plugin().resolve("src/" + side + "/java")
                .resolve(name.packageName().replace('.', '/'));
    }

    private Map<Path, String> files(String version) {
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(plugin().resolve("pom.xml"), template("pom.xml"));
        files.put(component(), component[0]);
        files.put(sources("main").resolve(name.className() + "Plugin.java"), template("Plugin.java"));
        files.put(sources("main").resolve("package-info.java"), template("package-info.java"));
        files.put(
                plugin().resolve("src/main/resources/META-INF/services/io.foldwise.spi.PluginModule"),
                name.packageName() + "." + name.className() + "Plugin\n");
        files.put(sources("test").resolve(name.className() + "Test.java"), component[1]);
        files.put(sources("test").resolve(name.className() + "PluginTest.java"), template("PluginTest.java"));
        files.put(experiment(), template("experiment.conf"));
        files.replaceAll((file, text) -> filled(text, version));
        return files;
    }

    private String filled(String text, String version) {
        return text.replace("{{name}}", name.name())
                .replace("{{kind}}", kind.label())
                .replace("{{Class}}", name.className())
                .replace("{{package}}", name.packageName())
                .replace("{{setting}}", ExamplePlace.of(kind).orElseThrow().setting(name.name()))
                .replace("{{version}}", version);
    }

    private static String template(String template) {
        try (InputStream in = PluginScaffold.class.getResourceAsStream("/scaffold/" + template + ".template")) {
            return Optional.ofNullable(in)
                    .map(PluginScaffold::text)
                    .orElseThrow(() -> new RefusedException("there is no pattern for components of the kind '"
                            + template + "'; docs/plugin-guide.md shows how to write components"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(InputStream in) {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first version in the parent pom is its own. */
    private static String version(String pom) {
        int start = pom.indexOf("<version>") + "<version>".length();
        return pom.substring(start, pom.indexOf("</version>", start));
    }
}
