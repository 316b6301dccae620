package io.foldwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive of loaded classes: workers share the launcher's, and Java takes none amiss. */
final class WorkerClassesTest {

    private static final String GREETING = """
            public final class Greeting {
                private Greeting() {}

                public static void main(String[] arguments) {
                    System.out.println("hello");
                }
            }
            """;

    @TempDir
    private Path folder;

    private Path jar;

    @BeforeEach
    void compile() throws IOException {
        Path source = Files.writeString(folder.resolve("Greeting.java"), GREETING);
        Path classes = PluginJar.compile(List.of(source), Files.createDirectory(folder.resolve("classes")));
        jar = PluginJar.pack(folder.resolve("greeting.jar"), classes);
    }

    @AfterEach
    void forget() {
        System.clearProperty(InstalledPlugins.ARCHIVE);
    }

    @Test
    void workersShareTheArchive() throws Exception {
        Path archive = archived();
        assertThat(greeted(archive, jar, "-Xlog:class+load")).contains("Greeting source: shared objects file (top)");
        assertThat(Foldwise.workers("").entry()).contains("-XX:SharedArchiveFile=" + archive);
        System.clearProperty(InstalledPlugins.ARCHIVE);
        assertThat(Foldwise.workers("").entry()).noneMatch(word -> word.contains("SharedArchiveFile"));
    }

    @Test
    void anArchiveThatDoesNotFitIsNotUsedAndNotSpokenOf() throws Exception {
        Path other = Files.copy(jar, folder.resolve("other.jar"));
        assertThat(greeted(archived(), other)).isEqualTo("hello\n");
        Path changed = PluginJar.pack(jar, folder.resolve("classes"), Files.createDirectory(folder.resolve("more")));
        Files.setLastModifiedTime(changed, FileTime.fromMillis(0));
        assertThat(greeted(folder.resolve("classes.jsa"), changed)).isEqualTo("hello\n");
        Path junk = Files.writeString(folder.resolve("junk.jsa"), "no classes".repeat(1000));
        assertThat(greeted(junk, jar)).isEqualTo("hello\n");
        assertThat(greeted(folder.resolve("missing.jsa"), jar)).isEqualTo("hello\n");
    }

    private Path archived() throws Exception {
        Path archive = folder.resolve("classes.jsa");
        java(jar, "-XX:ArchiveClassesAtExit=" + archive, "Greeting");
        assertThat(archive).isRegularFile();
        return archive;
    }

    /** What is said on both streams, with a worker's options. */
    private String greeted(Path archive, Path classPath, String... options) throws Exception {
        System.setProperty(InstalledPlugins.ARCHIVE, archive.toString());
        List<String> arguments = new ArrayList<>(Foldwise.workers("").entry().stream()
                .filter(word -> word.startsWith("-X"))
                .toList());
        arguments.addAll(List.of(options));
        arguments.add("Greeting");
        return java(classPath, arguments.toArray(String[]::new));
    }

    private static String java(Path classPath, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
