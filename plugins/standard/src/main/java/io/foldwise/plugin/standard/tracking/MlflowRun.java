package io.foldwise.plugin.standard.tracking;

import io.foldwise.spi.tracking.TrackedRun;
import io.foldwise.spi.tracking.Tracker.Following;
import io.foldwise.spi.tracking.Tracker.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run on a server of MLflow. Its number is kept in the run's folder, so that a run that is gone on with is the same one there. */
final class MlflowRun implements Following {

    private static final String NUMBER = "mlflow-run";
    private static final String NAME = "[0-9a-zA-Z]{1,64}";
    private static final int MOST_PARAMETERS = 100;
    private static final int LONGEST_VALUE = 500;

    private final MlflowServer server;
    private final String run;
    private double last;

    private MlflowRun(MlflowServer server, String run, double began) {
        this.server = server;
        this.run = run;
        this.last = began;
    }

    static MlflowRun begin(MlflowServer server, String experiment, TrackedRun run) throws IOException {
        Path file = run.folder().resolve(NUMBER);
        Optional<String> before = kept(file);
        if (before.isPresent()) {
            server.post("runs/update", Map.of("run_id", before.get(), "status", "RUNNING"));
            return new MlflowRun(server, before.get(), run.seconds());
        }
        Optional<String> known = server.experiment(experiment);
        String number = known.isPresent()
                ? known.get()
                : server.text(server.post("experiments/create", Map.of("name", experiment))
                        .path("experiment_id"));
        String id = server.text(server.post(
                        "runs/create",
                        Map.of(
                                "experiment_id",
                                number,
                                "run_name",
                                run.experiment() + " " + run.id(),
                                "start_time",
                                milliseconds(run.seconds())))
                .path("run")
                .path("info")
                .path("run_id"));
        if (!id.matches(NAME)) {
            throw new IOException("the server gives a run a name that MLflow gives none");
        }
        MlflowRun begun = new MlflowRun(server, id, run.seconds());
        begun.addParameters(run.settings());
        Files.writeString(file, id);
        return begun;
    }

    private static Optional<String> kept(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > 64) {
            return Optional.empty();
        }
        return Optional.of(Files.readString(file)).filter(number -> number.matches(NAME));
    }

    private void addParameters(Map<String, String> settings) throws IOException {
        List<Map<String, String>> parameters = new ArrayList<>();
        settings.forEach((key, value) -> parameters.add(Map.of("key", allowed(key), "value", shortened(value))));
        for (int from = 0; from < parameters.size(); from += MOST_PARAMETERS) {
            int to = Math.min(parameters.size(), from + MOST_PARAMETERS);
            server.post("runs/log-batch", Map.of("run_id", run, "params", parameters.subList(from, to)));
        }
    }

    private static String shortened(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE - 3) + "...";
    }

    /** MLflow takes letters, digits, and these. */
    private static String allowed(String name) {
        return name.replaceAll("[^0-9A-Za-z_\\-./ ]", "_");
    }

    @Override
    public void add(Point point) throws IOException {
        last = point.seconds();
        List<Map<String, Object>> metrics = new ArrayList<>();
        point.values().forEach((name, value) -> {
            if (Double.isFinite(value)) {
                Map<String, Object> metric = new LinkedHashMap<>();
                metric.put("key", allowed(point.series().isEmpty() ? name : point.series() + "/" + name));
                metric.put("value", value);
                metric.put("timestamp", milliseconds(point.seconds()));
                metric.put("step", point.step());
                metrics.add(metric);
            }
        });
        server.post("runs/log-batch", Map.of("run_id", run, "metrics", metrics));
    }

    private static long milliseconds(double seconds) {
        return Math.round(seconds * 1000);
    }

    @Override
    public void end(boolean finished) throws IOException {
        String status = finished ? "FINISHED" : "KILLED";
        server.post("runs/update", Map.of("run_id", run, "status", status, "end_time", milliseconds(last)));
    }

    @Override
    public void close() {
        // a server is not held
    }
}
