package io.foldwise.engine.execution;

import io.foldwise.engine.store.Json;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.wiring.PluginPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A worker process and the thread that listens to it. It ends itself when its standard input closes, so that no worker
 * outlives its coordinator, however that one ends.
 */
final class WorkerProcess {

    private final Process process;
    private final Writer orders;

    /**
     * Starts a process.
     *
     * @param listener is told, on another thread, of every message, and at last of the process's end
     */
    WorkerProcess(int number, WorkerLaunch launch, RunFolder run, ExecutionSettings settings, Listener listener) {
        ProcessBuilder builder = new ProcessBuilder(command(launch, run, settings))
                .redirectError(Redirect.appendTo(run.workerLog(number).toFile()));
        environment(builder.environment(), number, settings);
        try {
            PlainFile.append(run.workerLog(number)).close(); // made here, for a redirection would follow a link
            process = builder.start();
        } catch (IOException e) {
            throw new StoreException("start a worker process for", run.path(), e);
        }
        orders = process.outputWriter(StandardCharsets.UTF_8);
        Thread thread = new Thread(() -> listen(listener), "worker-" + number);
        thread.setDaemon(true);
        thread.start();
    }

    private static List<String> command(WorkerLaunch launch, RunFolder run, ExecutionSettings settings) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + settings.heap() + "m",
                "-Xmn" + settings.heap() / 4
                        + "m", // a dead array holds its memory, which lies elsewhere, until it is collected
                "-XX:+UseSerialGC",
                "-XX:MetaspaceSize=192m", // or loading classes would start two full collections
                "-Dorg.bytedeco.javacpp.maxbytes=" + settings.offHeap() + "m",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=" + settings.memory() + "m"));
        command.addAll(launch.entry());
        command.add(run.path().toString());
        return command;
    }

    private static void environment(Map<String, String> environment, int number, ExecutionSettings settings) {
        String threads = Integer.toString(settings.threads());
        environment.put("CLASSPATH", System.getProperty("java.class.path"));
        environment.put(PluginPath.ENVIRONMENT, PluginPath.inUse());
        environment.put("OMP_NUM_THREADS", threads);
        environment.put("OPENBLAS_NUM_THREADS", threads);
        environment.put("OMP_WAIT_POLICY", "passive");
        environment.put(
                "MALLOC_ARENA_MAX", "2"); // each thread that ever ran would keep its own pool of freed memory (glibc)
        // Large arrays go back to the system when they are freed, and leave no holes (glibc): image networks took twice
        // as much.
        environment.put("MALLOC_MMAP_THRESHOLD_", "1048576");
        if (!settings.gpus().isEmpty()) {
            int gpu = settings.gpus().get(number % settings.gpus().size());
            environment.put("CUDA_VISIBLE_DEVICES", Integer.toString(gpu));
        }
    }

    private void listen(Listener listener) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith(WorkerMessage.PREFIX)) {
                    listener.message(Json.parse(line.substring(WorkerMessage.PREFIX.length()), WorkerMessage.class));
                }
            }
        } catch (IOException e) {
            process.destroyForcibly(); // a message cut short while dying: the exit status tells the rest
        }
        listener.ended(exitStatus());
    }

    private int exitStatus() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    /** Gives the worker a unit. If it is dead already, its listener will hear of its end. */
    void order(Unit unit) {
        try {
            orders.write(Json.line(unit) + "\n");
            orders.flush();
        } catch (IOException e) {
            process.destroyForcibly();
        }
    }

    void stop() {
        process.destroyForcibly();
    }

    /** What a worker process says and how it ends; called on the worker's own thread. */
    interface Listener {
        void message(WorkerMessage message);

        /** @param exitStatus 128 + the signal's number for a killed process */
        void ended(int exitStatus);
    }
}
