package io.foldwise.engine.wiring;

import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.config.Location;
import io.foldwise.engine.config.Problem;
import io.foldwise.engine.config.ProblemReport;
import io.foldwise.engine.config.UserPath;
import io.foldwise.spi.PluginModule;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * Jars of plugins that have no place in the program itself, and libraries that lie in a folder with them. Their classes are
 * loaded by a class loader below the program's: where both have a class of a name, the program's is taken.
 *
 * @param entries the jars and folders that were given, absolute, in their order
 * @param jars all jars, absolute, in their order
 * @param plugins those among them that say which plugins they hold
 */
public record PluginPath(List<Path> entries, List<Path> jars, List<Path> plugins) {

    /** The environment variable that gives a plugin path; workers have it from their coordinator. */
    public static final String ENVIRONMENT = "FOLDWISE_PLUGINS";

    /** No plugins but the program's. */
    public static final PluginPath NONE = new PluginPath(List.of(), List.of(), List.of());

    /** The file of a jar that names its plugins. */
    public static final String SERVICE = "META-INF/services/" + PluginModule.class.getName();

    /** As {@code java.class.path}, of the jars and folders that are in use. */
    private static final String IN_USE = "foldwise.plugins";

    private static final String COMMENT = "#";

    public PluginPath {
        entries = List.copyOf(entries);
        jars = List.copyOf(jars);
        plugins = List.copyOf(plugins);
    }

    /**
     * Reads a path as users write it: jars, and folders of jars, with the system's separator between them.
     *
     * @param source what gave the path, for messages
     * @throws ConfigException with everything that cannot be used
     */
    public static PluginPath parse(String path, String source) {
        return of(split(path)
                .map(entry -> new Entry(entry, new Location(source, 0, ""), Path.of("")))
                .toList());
    }

    /**
     * Reads a file with a jar or folder in each line, relative to a folder. What follows a {@code #} at the beginning of a line is
     * a comment.
     *
     * @throws ConfigException with everything that cannot be used
     */
    public static PluginPath listed(Path file, Path relativeTo) {
        List<Entry> entries = new ArrayList<>();
        try {
            List<String> lines = Files.readAllLines(file);
            for (int number = 0; number < lines.size(); number++) {
                String line = lines.get(number).strip();
                if (!line.isEmpty() && !line.startsWith(COMMENT)) {
                    entries.add(new Entry(line, new Location(file.toString(), number + 1, ""), relativeTo));
                }
            }
        } catch (IOException unreadable) {
            throw new ConfigException(
                    new Problem(new Location(file.toString(), 0, ""), "cannot be read as a list of jars, in UTF-8"));
        }
        return of(entries);
    }

    /** The path that {@link #open} has taken into use, as {@link #parse} reads it, for other processes; empty if there is none. */
    public static String inUse() {
        return System.getProperty(IN_USE, "");
    }

    /** The jars of the path that is in use; part of the program, as its class path is. */
    public static List<Path> jarsInUse() {
        try {
            List<Path> jars = new ArrayList<>();
            for (Path entry : split(inUse()).map(Path::of).toList()) {
                jars.addAll(jarsOf(entry));
            }
            return jars.stream().distinct().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /**
     * Takes the jars into use: by this thread and those that it starts, and so by Deeplearning4j, which makes the layers of a
     * saved model by their names, with the thread's class loader.
     *
     * @return loads classes of the program and of the jars
     */
    ClassLoader open() {
        ClassLoader program = Thread.currentThread().getContextClassLoader();
        if (jars.isEmpty()) {
            return program;
        }
        ClassLoader all = new URLClassLoader(
                "plugin path", jars.stream().map(PluginPath::url).toArray(URL[]::new), program);
        System.setProperty(IN_USE, toString());
        Thread.currentThread().setContextClassLoader(all);
        return all;
    }

    /** The address of what a jar says of its plugins. */
    static URL service(Path jar) {
        try {
            return new URL("jar:" + url(jar) + "!/" + SERVICE);
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Stream<String> split(String path) {
        return Arrays.stream(path.split(Pattern.quote(File.pathSeparator))).filter(entry -> !entry.isBlank());
    }

    private static PluginPath of(List<Entry> entries) {
        ProblemReport report = new ProblemReport();
        Set<Path> given = new LinkedHashSet<>();
        Set<Path> jars = new LinkedHashSet<>();
        Set<Path> plugins = new LinkedHashSet<>();
        for (Entry entry : entries) {
            entry.read(report).ifPresent(found -> {
                given.addAll(found.entries());
                jars.addAll(found.jars());
                plugins.addAll(found.plugins());
            });
        }
        report.throwIfAny();
        return new PluginPath(new ArrayList<>(given), new ArrayList<>(jars), new ArrayList<>(plugins));
    }

    private static List<Path> jarsOf(Path entry) throws IOException {
        if (!Files.isDirectory(entry)) {
            return List.of(entry);
        }
        try (Stream<Path> files = Files.list(entry)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** A jar or folder as somebody wrote it. */
    private record Entry(String written, Location location, Path relativeTo) {

        Optional<PluginPath> read(ProblemReport report) {
            if (UserPath.unexpanded(written)) {
                return problem(report, "'" + written + "'", UserPath.REMEDY);
            }
            try {
                Path path = relativeTo.resolve(written).toAbsolutePath().normalize();
                if (!Files.exists(path)) {
                    return problem(report, "there is no jar or folder " + written, "");
                }
                List<Path> jars = jarsOf(path);
                List<Path> plugins = new ArrayList<>();
                for (Path jar : jars) {
                    try {
                        if (holdsPlugin(jar)) {
                            plugins.add(jar);
                        }
                    } catch (IOException damaged) {
                        return problem(report, jar + " cannot be read as a jar", "");
                    }
                }
                return plugins.isEmpty()
                        ? problem(
                                report,
                                written + " holds no plugin: no jar there has a file " + SERVICE,
                                "name a plugin's jar, or a folder with it and the libraries that it needs")
                        : Optional.of(new PluginPath(List.of(path), jars, plugins));
            } catch (InvalidPathException | IOException unreadable) {
                return problem(report, written + " cannot be read as a folder of jars", "");
            }
        }

        private Optional<PluginPath> problem(ProblemReport report, String message, String remedy) {
            report.add(new Problem(location, message, remedy));
            return Optional.empty();
        }

        private static boolean holdsPlugin(Path jar) throws IOException {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                return zip.getEntry(SERVICE) != null;
            }
        }
    }
}
