package io.foldwise.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script on an invented project, with stand-ins for Maven and Java that say how they were called. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
final class LauncherTest {

    private static final Path LAUNCHER =
            Path.of("..", "..", "foldwise").toAbsolutePath().normalize();

    private static final String MAVEN = """
            #!/bin/bash
            echo "mvn $*" >>"$FAKE_LOG"
            if [ -n "${FAKE_FAILURE:-}" ]; then
                echo "[INFO] Building Foldwise"
                echo "[ERROR] One.java:[3,4] cannot find symbol"
                echo "[ERROR] -> [Help 1]"
                exit 1
            fi
            for argument in "$@"; do
                case $argument in -Ddist.directory=*) dist=${argument#*=} ;; esac
            done
            mkdir -p "$dist" framework/one/target plugins/two/target
            echo jar >"$dist/third-party-1.0.jar"
            for jar in framework/one/target/foldwise-one-0.1 plugins/two/target/foldwise-plugin-two-0.1; do
                echo "built $(grep -c . "$FAKE_LOG")" >$jar.jar
                echo jar >$jar-tests.jar
            done
            """;

    private static final String JAVA = """
            #!/bin/bash
            if [ "$1" = -version ]; then
                echo "openjdk version \\"${FAKE_JAVA:-17.0.15}\\" 2025-04-15" >&2
                exit 0
            fi
            echo "java $*"
            echo "class path $CLASSPATH"
            echo "threads $OMP_NUM_THREADS $OPENBLAS_NUM_THREADS $OMP_WAIT_POLICY"
            exit ${FAKE_EXIT:-0}
            """;

    @TempDir
    private Path folder;

    private Path project;
    private Path tools;

    @BeforeEach
    void makeProject() throws IOException {
        project = Files.createDirectory(folder.resolve("the project"));
        tools = Files.createDirectory(folder.resolve("tools"));
        Files.copy(LAUNCHER, project.resolve("foldwise"));
        executable(project.resolve("foldwise"));
        Files.createDirectory(project.resolve(".mvn"));
        write("pom.xml", """
                <project>
                  <version>0.1</version>
                  <modules>
                    <module>framework/one</module>
                    <module>plugins/two</module>
                  </modules>
                </project>
                """);
        write("framework/one/pom.xml", "<project/>");
        write("framework/one/src/main/java/One.java", "class One {}");
        write("plugins/two/pom.xml", "<project/>");
        write("plugins/two/src/main/java/Two.java", "class Two {}");
        tool("mvn", MAVEN);
        tool("java", JAVA);
        tool("javac", "#!/bin/bash\n");
    }

    @Test
    void buildsOnFirstUseAndThenNoMore() throws Exception {
        Call first = foldwise("check", "a b.conf");
        assertThat(first.status).isZero();
        assertThat(first.err).contains("building for the first time");
        assertThat(first.out)
                .contains("io.foldwise.cli.Main check a b.conf")
                .contains("-Dfoldwise.home=" + project)
                .contains("-Dfoldwise.backend=cpu")
                .contains("threads 1 1 passive");
        Call second = foldwise("check", "a b.conf");
        assertThat(second.err).isEmpty();
        assertThat(second.out).isEqualTo(first.out);
        assertThat(builds()).hasSize(1);
    }

    @Test
    void putsTheJarsOfModulesFirstAndNeitherTestsNorLeftovers() throws Exception {
        write("framework/gone/target/foldwise-gone-0.1.jar", "left over from a module that was removed");
        write("framework/one/target/foldwise-one-0.0.9.jar", "left over from the version before");
        String classPath = foldwise("check").classPath();
        assertThat(classPath.split(":"))
                .extracting(jar -> Path.of(jar).getFileName().toString())
                .containsExactly("foldwise-one-0.1.jar", "foldwise-plugin-two-0.1.jar", "third-party-1.0.jar");
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws Exception {
        foldwise("check");
        touchLater("plugins/two/src/main/java/Two.java");
        assertThat(foldwise("check").err).contains("sources have changed");
        touchLater("framework/one/pom.xml");
        foldwise("check");
        assertThat(builds()).hasSize(3);
    }

    @Test
    void buildsAgainWhenASourceWasAddedOrRemoved() throws Exception {
        foldwise("check");
        Files.delete(project.resolve("plugins/two/src/main/java/Two.java"));
        foldwise("check");
        assertThat(builds()).hasSize(2);
        write("plugins/two/src/main/resources/words.txt", "old words");
        Files.setLastModifiedTime(
                project.resolve("plugins/two/src/main/resources/words.txt"), FileTime.from(Instant.EPOCH));
        foldwise("check");
        assertThat(builds()).hasSize(3);
    }

    @Test
    void leavesWhatRunsItsJarsWhenItBuildsAgain() throws Exception {
        String before = foldwise("check").classPath();
        String one = Files.readString(Path.of(before.split(":")[0]));
        touchLater("framework/one/src/main/java/One.java");
        String after = foldwise("check").classPath();
        assertThat(after).isNotEqualTo(before);
        assertThat(Files.readString(Path.of(before.split(":")[0]))).isEqualTo(one);
        assertThat(Files.readString(Path.of(after.split(":")[0]))).isNotEqualTo(one);
    }

    @Test
    void dropsThirdPartyJarsThatAreNoLongerAskedFor() throws Exception {
        foldwise("check");
        write("target/dist/cpu/third-party-0.9.jar", "the version before");
        touchLater("pom.xml");
        assertThat(foldwise("check").classPath())
                .contains("third-party-1.0.jar")
                .doesNotContain("0.9");
    }

    @Test
    void buildsForEachBackend() throws Exception {
        Call call = foldwise(List.of("FOLDWISE_BACKEND=cuda"), "check");
        assertThat(call.out).contains("-Dfoldwise.backend=cuda").contains("/dist/cuda/");
        assertThat(builds()).singleElement().asString().contains("-Pcuda").contains("/dist/cuda");
        assertThat(foldwise(List.of("FOLDWISE_BACKEND=tpu"), "check").status).isEqualTo(2);
    }

    @Test
    void keepsBuildOptionsUntilOthersAreGiven() throws Exception {
        foldwise(List.of("FOLDWISE_BUILD_OPTS=-Dnd4j.classifier=other"), "check");
        touchLater("framework/one/src/main/java/One.java");
        foldwise("check");
        assertThat(builds()).hasSize(2).allSatisfy(build -> assertThat(build).contains("-Dnd4j.classifier=other"));
        foldwise(List.of("FOLDWISE_BUILD_OPTS="), "check");
        assertThat(builds()).hasSize(3).last().asString().doesNotContain("classifier");
    }

    @Test
    void showsWhyABuildFailedAndTriesAgainNextTime() throws Exception {
        Call failed = foldwise(List.of("FAKE_FAILURE=yes"), "check");
        assertThat(failed.status).isEqualTo(1);
        assertThat(failed.err)
                .contains("[ERROR] One.java:[3,4] cannot find symbol")
                .contains("build.log")
                .doesNotContain("Help 1");
        assertThat(failed.out).isEmpty();
        assertThat(foldwise("check").status).isZero();
        assertThat(project.resolve("target/launch.lock")).doesNotExist();
    }

    @Test
    void passesTheExitCodeOn() throws Exception {
        assertThat(foldwise(List.of("FAKE_EXIT=2"), "check").status).isEqualTo(2);
    }

    @Test
    void findsItsHomeThroughLinks() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), project.resolve("foldwise"));
        Path second = Files.createSymbolicLink(tools.resolve("fw"), Path.of("../link"));
        assertThat(call(second, List.of(), "check").out).contains("-Dfoldwise.home=" + project);
        assertThat(call(link, List.of(), "check").status).isZero();
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        Files.delete(tools.resolve("mvn"));
        assertThat(foldwise("check").err).contains("install Maven");
        assertThat(foldwise(List.of("FAKE_JAVA=11.0.2"), "check").err)
                .contains("Java 11")
                .contains("17 or newer");
        tool("java", "#!/bin/bash\necho 'no Java is installed' >&2\nexit 1\n");
        assertThat(foldwise("check").err).contains("does not start");
        assertThat(foldwise(List.of("JAVA_HOME=/nowhere"), "check").err).contains("JAVA_HOME is /nowhere");
        Files.delete(tools.resolve("java"));
        Call none = foldwise("check");
        assertThat(none.status).isEqualTo(1);
        assertThat(none.err).contains("there is no Java");
    }

    @Test
    void leavesThreadsToTheUser() throws Exception {
        assertThat(foldwise(List.of("OMP_NUM_THREADS=3", "OMP_WAIT_POLICY=active"), "check").out)
                .contains("threads 3 3 active");
    }

    private record Call(int status, String out, String err) {
        String classPath() {
            return out.lines()
                    .filter(line -> line.startsWith("class path "))
                    .findFirst()
                    .orElseThrow()
                    .substring("class path ".length());
        }
    }

    private Call foldwise(String... arguments) throws Exception {
        return foldwise(List.of(), arguments);
    }

    private Call foldwise(List<String> environment, String... arguments) throws Exception {
        return call(project.resolve("foldwise"), environment, arguments);
    }

    /** Runs the script from another directory, with nothing in its environment but what is given. */
    private Call call(Path script, List<String> environment, String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(script.toString());
        builder.command().addAll(List.of(arguments));
        builder.directory(tools.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", tools + ":" + withoutJava());
        builder.environment().put("FAKE_LOG", folder.resolve("builds.log").toString());
        environment.forEach(entry -> builder.environment()
                .put(entry.substring(0, entry.indexOf('=')), entry.substring(entry.indexOf('=') + 1)));
        Path err = folder.resolve("err");
        Process process = builder.redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes());
        return new Call(process.waitFor(), out, Files.readString(err));
    }

    /** A folder with the tools that the script may use, and no Java or Maven. */
    private Path withoutJava() throws IOException {
        Path bin = folder.resolve("bin");
        if (!Files.exists(bin)) {
            Files.createDirectory(bin);
            for (String name : List.of(
                    "awk",
                    "bash",
                    "cat",
                    "cksum",
                    "cp",
                    "date",
                    "dirname",
                    "env",
                    "find",
                    "grep",
                    "head",
                    "mkdir",
                    "mv",
                    "readlink",
                    "rm",
                    "sed",
                    "sleep",
                    "tail",
                    "touch")) {
                for (Path place : List.of(Path.of("/bin"), Path.of("/usr/bin"))) {
                    if (Files.exists(place.resolve(name)) && !Files.exists(bin.resolve(name))) {
                        Files.writeString(bin.resolve(name), "#!/bin/sh\nexec " + place.resolve(name) + " \"$@\"\n");
                        executable(bin.resolve(name));
                    }
                }
            }
        }
        return bin;
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(folder.resolve("builds.log"));
    }

    private void write(String file, String text) throws IOException {
        Path path = project.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void touchLater(String file) throws IOException {
        Files.setLastModifiedTime(
                project.resolve(file), FileTime.from(Instant.now().plusSeconds(2)));
    }

    private void tool(String name, String script) throws IOException {
        Files.writeString(tools.resolve(name), script);
        executable(tools.resolve(name));
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
