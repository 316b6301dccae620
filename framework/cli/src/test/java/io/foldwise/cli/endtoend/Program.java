package io.foldwise.cli.endtoend;

import io.foldwise.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, as users run it. */
final class Program {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Process process;
    private final Path out;
    private final List<String> progress = Collections.synchronizedList(new ArrayList<>());
    private final Thread reader;

    private Program(Process process, Path out) {
        this.process = process;
        this.out = out;
        this.reader = new Thread(this::read, "progress");
        reader.setDaemon(true);
        reader.start();
    }

    static Program start(Path workingDirectory, String... arguments) throws IOException {
        return start(workingDirectory, Map.of(), arguments);
    }

    private static Program start(Path workingDirectory, Map<String, String> environment, String... arguments)
            throws IOException {
        return start("1g", workingDirectory, environment, arguments);
    }

    private static Program start(
            String heap, Path workingDirectory, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx" + heap,
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(workingDirectory, "out", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(workingDirectory.toFile()).redirectOutput(out.toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().putAll(environment);
        return new Program(builder.start(), out);
    }

    /** Runs the program to its end. */
    static Program run(Path workingDirectory, String... arguments) throws IOException, InterruptedException {
        return run(workingDirectory, Map.of(), arguments);
    }

    /** Runs the program to its end, with a Java heap as large as it is told, such as {@code 64m}. */
    static Program runWithin(String heap, Path workingDirectory, String... arguments)
            throws IOException, InterruptedException {
        Program program = start(heap, workingDirectory, Map.of(), arguments);
        program.status();
        return program;
    }

    /** Runs the program to its end, with more in its environment. */
    static Program run(Path workingDirectory, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Program program = start(workingDirectory, environment, arguments);
        program.status();
        return program;
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(progress::add);
        } catch (IOException e) {
            progress.add("(the rest of the progress could not be read: " + e + ")");
        }
    }

    /** Waits until a line of progress contains a text. */
    void await(String text) throws InterruptedException {
        long started = System.nanoTime();
        while (System.nanoTime() - started < PATIENCE.toNanos()) {
            if (progress().contains(text)) {
                return;
            }
            if (!process.isAlive()) {
                break;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("never said '" + text + "':\n" + progress());
    }

    /** The worker processes that are alive. */
    List<ProcessHandle> workers() {
        return process.children().toList();
    }

    /** As Ctrl-C, but for this process alone. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    /** As {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
    }

    /** Waits for the end. */
    int status() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("took more than " + PATIENCE + ":\n" + progress());
        }
        reader.join(10_000);
        return process.exitValue();
    }

    String progress() {
        synchronized (progress) {
            return String.join("\n", progress);
        }
    }

    String results() throws IOException {
        return Files.readString(out);
    }

    /** The last line on standard output, a path. */
    Path folder() throws IOException {
        List<String> lines = results().lines().toList();
        return out.resolveSibling(lines.get(lines.size() - 1));
    }
}
