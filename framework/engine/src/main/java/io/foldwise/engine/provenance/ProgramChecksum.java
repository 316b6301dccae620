package io.foldwise.engine.provenance;

import io.foldwise.engine.store.WholeFile;
import io.foldwise.engine.wiring.PluginPath;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A checksum of the code that runs: of every class on the class path and the plugin path, Foldwise's, its plugins' and the libraries'. It does
 * not depend on where the code lies, in jars or in folders, or when it was built.
 */
public final class ProgramChecksum {

    private static final class Here {
        static final String CHECKSUM = of(entries());
    }

    private ProgramChecksum() {}

    /** What this program's classes are in: the class path and the plugin path. */
    static List<Path> entries() {
        Stream<Path> classPath = Arrays.stream(
                        System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of);
        return Stream.concat(classPath, PluginPath.jarsInUse().stream()).toList();
    }

    /** Of this program. */
    public static String here() {
        return Here.CHECKSUM;
    }

    /** @param classPath jars and folders; what does not exist is passed over, as Java does */
    static String of(List<Path> classPath) {
        return WholeFile.sha256(
                classPath.stream().flatMap(ProgramChecksum::lines).sorted().collect(Collectors.joining("\n")));
    }

    /** A line for every class of a jar or a folder: its path and a checksum. */
    static Stream<String> lines(Path entry) {
        return Files.isDirectory(entry) ? folder(entry) : jar(entry);
    }

    /** Whether a jar has a plugin in it. */
    static boolean holdsPlugin(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.getEntry(PluginPath.SERVICE) != null;
        } catch (IOException none) {
            return false;
        }
    }

    private static Stream<String> jar(Path jar) {
        if (!Files.isRegularFile(jar)) {
            return Stream.empty();
        }
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            List<String> classes = zip.stream()
                    .filter(entry -> isClass(entry.getName()))
                    .map(ProgramChecksum::line)
                    .toList();
            return classes.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(ZipEntry entry) {
        return entry.getName() + " " + entry.getCrc();
    }

    private static Stream<String> folder(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> classes = files.filter(file -> isClass(file.toString()))
                    .map(file -> folder.relativize(file).toString().replace(File.separatorChar, '/') + " " + crc(file))
                    .toList();
            return classes.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long crc(Path file) {
        try {
            CRC32 crc = new CRC32();
            crc.update(Files.readAllBytes(file));
            return crc.getValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isClass(String name) {
        return name.endsWith(".class");
    }
}
