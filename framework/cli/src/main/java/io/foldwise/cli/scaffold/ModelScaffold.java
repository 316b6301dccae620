package io.foldwise.cli.scaffold;

import io.foldwise.cli.context.RefusedException;
import io.foldwise.engine.store.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a plugin with one model: module, model, plugin class, contract test, and an experiment that trains it. */
public final class ModelScaffold {

    private static final String MARKER = "    <!-- `foldwise plugins new` adds its modules above this line -->";

    private final Path root;
    private final ModelName name;

    /**
     * Prepares a plugin.
     *
     * @param root the project's folder
     * @param packageName of the Java classes; empty for the usual one
     * @throws RefusedException if the name cannot be used
     */
    public ModelScaffold(Path root, String name, String packageName) {
        this.root = root;
        this.name = ModelName.of(name, packageName);
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

    /** The model's own class, which its author changes first. */
    public Path model() {
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
        files.put(plugin().resolve("pom.xml"), filled("pom.xml", version));
        files.put(model(), filled("Model.java", version));
        files.put(sources("main").resolve(name.className() + "Plugin.java"), filled("Plugin.java", version));
        files.put(sources("main").resolve("package-info.java"), filled("package-info.java", version));
        files.put(
                plugin().resolve("src/main/resources/META-INF/services/io.foldwise.spi.PluginModule"),
                name.packageName() + "." + name.className() + "Plugin\n");
        files.put(sources("test").resolve(name.className() + "Test.java"), filled("ModelTest.java", version));
        files.put(experiment(), filled("experiment.conf", version));
        return files;
    }

    private String filled(String template, String version) {
        String resource = "/scaffold/model/" + template + ".template";
        try (InputStream in = ModelScaffold.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{{name}}", name.name())
                    .replace("{{Class}}", name.className())
                    .replace("{{package}}", name.packageName())
                    .replace("{{version}}", version);
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
