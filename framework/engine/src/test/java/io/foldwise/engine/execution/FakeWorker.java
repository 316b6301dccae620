package io.foldwise.engine.execution;

import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.training.EpochReport;
import io.foldwise.engine.training.TrainingStoppedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A worker process that trains nothing. What it does with a unit depends on the fold: 0 works; 1 crashes the first time;
 * 2 crashes always; 3 diverges; 4 runs out of memory the first time; 5 finds no room to write; 6 is stopped by a signal the
 * first time; 7 waits for ever the first time; 8 takes a second. Which units it has seen before, it keeps in files of the
 * run folder.
 */
final class FakeWorker {

    private FakeWorker() {}

    public static void main(String[] arguments) throws Exception {
        Path run = Path.of(arguments[0]);
        System.out.println("a native library says hello");
        Worker worker =
                new Worker(System.in, System.out, () -> Runtime.getRuntime().halt(0), Duration.ofMillis(200));
        worker.serve(new UnitRunner((unit, progress) -> {
            boolean first = run.resolve("seen-" + unit.fold()).toFile().mkdir();
            progress.accept(new EpochReport(0, 1, 1, 1, 0.5, 1e-3, Map.of("mlogloss", 0.5), true, 1, 100));
            switch (unit.fold()) {
                case 1 -> crash(first);
                case 2 -> crash(true);
                case 3 -> throw new TrainingStoppedException("diverged");
                case 4 -> {
                    if (first) {
                        throw new OutOfMemoryError("made up");
                    }
                }
                case 5 -> throw new StoreException("no space left");
                case 6 -> stop(first);
                case 7 -> pause(first ? Duration.ofDays(1) : Duration.ZERO);
                case 8 -> pause(Duration.ofSeconds(1));
                default -> {}
            }
            finish(run, unit);
        }));
    }

    private static void crash(boolean really) {
        if (really) {
            Runtime.getRuntime().halt(137);
        }
    }

    private static void stop(boolean really) {
        try {
            if (really) {
                String self = Long.toString(ProcessHandle.current().pid());
                new ProcessBuilder("kill", "-STOP", self).start().waitFor();
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void finish(Path run, Unit unit) {
        System.out.print("a native library stops in mid-line");
        try {
            Files.writeString(run.resolve("done-" + unit.fold()), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
