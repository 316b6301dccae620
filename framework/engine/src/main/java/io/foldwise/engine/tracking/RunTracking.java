package io.foldwise.engine.tracking;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import io.foldwise.engine.execution.RunEvent;
import io.foldwise.engine.execution.Unit;
import io.foldwise.engine.provenance.Secrets;
import io.foldwise.engine.run.OpenRun;
import io.foldwise.engine.store.Json;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.validation.Scores;
import io.foldwise.spi.tracking.TrackedRun;
import io.foldwise.spi.tracking.Tracker;
import io.foldwise.spi.tracking.Tracker.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A run that a tracker follows. Events are handed over by a thread of their own, so that a slow tracker keeps nothing waiting: where
 * one cannot follow, epochs are left out. One that fails is told of and asked no more.
 */
public final class RunTracking implements Consumer<RunEvent>, AutoCloseable {

    private static final int MOST_WAITING = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Point END = new Point("", -1, 0, Map.of());

    private final OpenRun run;
    private final Tracker tracker;
    private final String name;
    private final InstantSource clock;
    private final Consumer<String> notices;
    private final BlockingQueue<Point> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread thread = new Thread(this::follow, "tracking");
    private volatile boolean finished;

    /**
     * Begins to follow.
     *
     * @param notices is told, on any thread, what the user should know
     */
    public RunTracking(OpenRun run, Tracker tracker, InstantSource clock, Consumer<String> notices) {
        this.run = run;
        this.tracker = tracker;
        this.name = run.parts().experiment().tracking().orElseThrow().type();
        this.clock = clock;
        this.notices = notices;
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void accept(RunEvent event) {
        if (event instanceof RunEvent.EpochDone epoch) {
            Map<String, Double> values = new LinkedHashMap<>();
            values.put("loss", epoch.report().loss());
            values.put("learning-rate", epoch.report().learningRate());
            epoch.report().validation().forEach((metric, value) -> values.put("validation/" + metric, value));
            offer(series(epoch.unit()), epoch.report().reached(), values);
        } else if (event instanceof RunEvent.UnitFinished end) {
            scores(end.unit());
        }
    }

    private void scores(Unit unit) {
        try {
            Map<String, Double> values = new LinkedHashMap<>();
            run.folder()
                    .unit(unit.trial(), unit.fold())
                    .unit()
                    .scores()
                    .forEach((metric, value) -> values.put("held-out/" + metric, value));
            offer(series(unit), 0, values);
        } catch (StoreException unreadable) {
            // whoever reads the folder next says so
        }
    }

    private String series(Unit unit) {
        String fold = unit.refits() ? "refit" : "fold-" + unit.fold();
        return PlainFile.exists(run.folder().sweep()) ? "trial-%03d/%s".formatted(unit.trial(), fold) : fold;
    }

    private void offer(String series, int step, Map<String, Double> values) {
        waiting.offer(new Point(series, step, seconds(), values)); // one that finds no place is left out
    }

    private double seconds() {
        Instant now = clock.instant();
        return now.getEpochSecond() + now.getNano() / 1e9;
    }

    /** The run has its results. */
    public void finish() {
        Scores scores = Json.read(run.folder().scores(), Scores.class);
        Map<String, Double> values = new LinkedHashMap<>();
        scores.metrics().forEach((metric, row) -> {
            values.put("mean/" + metric, row.mean());
            values.put("pooled/" + metric, row.outOfFold());
        });
        offer("", 0, values);
        finished = true;
    }

    private void follow() {
        try {
            RunFolder folder = run.folder();
            TrackedRun tracked = new TrackedRun(
                    run.parts().experiment().name(),
                    folder.path().toAbsolutePath().normalize().getFileName().toString(),
                    Files.createDirectories(folder.tracking()),
                    seconds(),
                    settings(run.experiment().resolved()));
            try (Tracker.Following following = tracker.follow(tracked)) {
                for (Point point = waiting.take(); point != END; point = waiting.take()) {
                    following.add(point);
                }
                following.end(finished);
            }
        } catch (IOException | RuntimeException failed) {
            notices.accept("the run goes on without its tracker " + name + ": " + failed.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An experiment's values by key, without those whose names say that they are secret: a server shows them to others. */
    static Map<String, String> settings(String resolved) {
        Map<String, String> settings = new TreeMap<>();
        ConfigFactory.parseString(resolved).entrySet().forEach(entry -> {
            String key = String.join(".", ConfigUtil.splitPath(entry.getKey()));
            Object value = entry.getValue().unwrapped();
            if (Secrets.namedBy(key)) {
                settings.put(key, Secrets.LEFT_OUT);
            } else {
                settings.put(
                        key,
                        value instanceof String text
                                ? text
                                : Secrets.without(entry.getValue()).render(ConfigRenderOptions.concise()));
            }
        });
        return settings;
    }

    /** Waits until all has been handed over, but not for long. */
    @Override
    public void close() {
        try {
            if (!thread.isAlive()) {
                return;
            }
            if (!waiting.offer(END, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                notices.accept("the tracker " + name + " does not keep up, and has not got all");
                return;
            }
            thread.join(PATIENCE.toMillis());
            if (thread.isAlive()) {
                notices.accept("the tracker " + name + " does not answer, and may not have got all");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
