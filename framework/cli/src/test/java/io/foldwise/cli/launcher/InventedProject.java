package io.foldwise.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An invented project with the launcher script in it, and stand-ins for Maven and Java that say how they were called. */
final class InventedProject {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Path LAUNCHER =
            Path.of("..", "..", "foldwise").toAbsolutePath().normalize();

    private static final String MAVEN = """
            #!/bin/bash
            echo "mvn $*" >>"$FAKE_LOG"
            [ "${FAKE_FAILURE:-}" != silent ] || exit 1
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
            echo jar >"$dist/third-party-${FAKE_VERSION:-1.0}.jar"
            for jar in framework/one/target/foldwise-one-0.1 plugins/two/target/foldwise-plugin-two-0.1; do
                echo "built $(grep -c . "$FAKE_LOG")" >$jar.jar
                echo jar >$jar-tests.jar
            done
            """;

    /** A stand-in for Java that says how it was called. */
    static final String JAVA = """
            #!/bin/bash
            if [ "$1" = -version ]; then
                echo "openjdk version \\"${FAKE_JAVA:-17.0.15}\\" 2025-04-15" >&2
                exit 0
            fi
            case " $* " in
                *" core-type "*)
                    echo "$*" >>"$FAKE_LOG.trials"
                    echo "$FAKE_CORE_TYPE"
                    exit 0
                    ;;
                *" rehearse "*)
                    echo "$*" >>"$FAKE_LOG.rehearsals"
                    for argument in "$@"; do
                        case $argument in -XX:ArchiveClassesAtExit=*) echo classes >"${argument#*=}" ;; esac
                    done
                    exit ${FAKE_REHEARSAL:-0}
                    ;;
            esac
            echo "java $*"
            echo "class path $CLASSPATH"
            echo "threads $OMP_NUM_THREADS $OPENBLAS_NUM_THREADS $OMP_WAIT_POLICY"
            echo "kernel cache ${CUDA_CACHE_MAXSIZE:-}"
            echo "core type ${OPENBLAS_CORETYPE:-unset}"
            echo "products ${FOLDWISE_PRODUCTS:-unset}"
            exit ${FAKE_EXIT:-0}
            """;

    private final Path folder;
    private final Path home;
    private final Path tools;

    InventedProject(Path folder) throws IOException {
        this.folder = folder;
        this.home = Files.createDirectory(folder.resolve("the project"));
        this.tools = Files.createDirectory(folder.resolve("tools"));
        Files.copy(LAUNCHER, home.resolve("foldwise"));
        executable(home.resolve("foldwise"));
        Files.createDirectory(home.resolve(".mvn"));
        write("pom.xml", """
                <project>
                  <version>0.1</version>
                  <modules>
                    <module>framework/one</module>
                    <module>framework/contracts</module>
                    <module>plugins/two</module>
                  </modules>
                </project>
                """);
        write("framework/one/pom.xml", "<project/>");
        write("framework/one/src/main/java/One.java", "class One {}");
        write("framework/contracts/pom.xml", "<project/>");
        write("plugins/two/pom.xml", "<project/>");
        write("plugins/two/src/main/java/Two.java", "class Two {}");
        tool("mvn", MAVEN);
        tool("java", JAVA);
        tool("javac", "#!/bin/bash\n");
    }

    record Call(int status, String out, String err) {
        String classPath() {
            return out.lines()
                    .filter(line -> line.startsWith("class path "))
                    .findFirst()
                    .orElseThrow()
                    .substring("class path ".length());
        }
    }

    Call foldwise(String... arguments) throws Exception {
        return foldwise(List.of(), arguments);
    }

    Call foldwise(List<String> environment, String... arguments) throws Exception {
        return call(home.resolve("foldwise"), environment, arguments);
    }

    /** Runs the script by its path from the folder around the project. */
    Call relative(String setting, String... arguments) throws Exception {
        tool("relatively", "#!/bin/bash\ncd '" + folder + "' && exec /bin/bash 'the project/foldwise' \"$@\"\n");
        return call(tools.resolve("relatively"), List.of(setting), arguments);
    }

    /** Runs the script from another directory, with nothing in its environment but what is given. */
    Call call(Path script, List<String> environment, String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(script.toString());
        builder.command().addAll(List.of(arguments));
        builder.directory(tools.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", tools + ":" + withoutJava());
        builder.environment().put("FAKE_LOG", buildLog().toString());
        environment.forEach(entry -> builder.environment()
                .put(entry.substring(0, entry.indexOf('=')), entry.substring(entry.indexOf('=') + 1)));
        Path err = folder.resolve("err");
        Process process = builder.redirectError(err.toFile()).start();
        CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .execute(process::destroyForcibly);
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
                    "ln",
                    "mkdir",
                    "mv",
                    "nice",
                    "readlink",
                    "rm",
                    "sed",
                    "sleep",
                    "sort",
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

    /** The project's folder. */
    Path home() {
        return home;
    }

    /** Where the stand-ins for Maven, Java and other programs are. */
    Path tools() {
        return tools;
    }

    Path path(String file) {
        return home.resolve(file);
    }

    /** A line for each call of Maven; no file before the first. */
    Path buildLog() {
        return folder.resolve("builds.log");
    }

    List<String> builds() throws IOException {
        return Files.readAllLines(buildLog());
    }

    /** How often it was asked which kernels suit a processor. */
    int trials() throws IOException {
        Path log = buildLog().resolveSibling(buildLog().getFileName() + ".trials");
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    /** How often it was rehearsed, so that Java knows which classes to keep. */
    int rehearsals() throws IOException {
        Path log = buildLog().resolveSibling(buildLog().getFileName() + ".rehearsals");
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    /** Waits for the rehearsal that a call leaves behind: until then files are written into the project. */
    void awaitRehearsal() throws Exception {
        long started = System.nanoTime();
        while (!classes(".making").isEmpty()) {
            assertThat(System.nanoTime() - started).isLessThan(PATIENCE.toNanos());
            Thread.sleep(20);
        }
    }

    /** What is kept of loaded classes: files and folders with this ending. */
    List<Path> classes(String ending) throws IOException {
        Path classes = path("target/launch/cpu/classes");
        if (!Files.exists(classes)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(classes)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    void write(String file, String text) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** Gives a file other contents, and leaves its time as it was. */
    void change(String file) throws IOException {
        FileTime before = Files.getLastModifiedTime(home.resolve(file));
        Files.writeString(home.resolve(file), "\n", StandardOpenOption.APPEND);
        Files.setLastModifiedTime(home.resolve(file), before);
    }

    void tool(String name, String script) throws IOException {
        Files.writeString(tools.resolve(name), script);
        executable(tools.resolve(name));
    }

    /** A stand-in for nvidia-smi that gives these lines of names and compute capabilities. */
    void gpus(String lines) throws IOException {
        tool("nvidia-smi", """
                #!/bin/bash
                [ "$*" = "--query-gpu=name,compute_cap --format=csv,noheader" ] || exit 1
                echo '%s'
                """.formatted(lines));
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
