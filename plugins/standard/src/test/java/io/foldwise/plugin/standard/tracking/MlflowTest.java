package io.foldwise.plugin.standard.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.tracking.TrackedRun;
import io.foldwise.spi.tracking.Tracker.Following;
import io.foldwise.spi.tracking.Tracker.Point;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server of MLflow is told, by a stub of one. */
final class MlflowTest {

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<JsonNode> bodies = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private int failing = Integer.MAX_VALUE;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        requests.add(request + " " + exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] body = exchange.getRequestBody().readAllBytes();
        bodies.add(new ObjectMapper().readTree(body.length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : body));
        String text = request.contains("get-by-name")
                ? "{\"error_code\": \"RESOURCE_DOES_NOT_EXIST\"}"
                : request.endsWith("experiments/create")
                        ? "{\"experiment_id\": \"7\"}"
                        : request.endsWith("runs/create") ? "{\"run\": {\"info\": {\"run_id\": \"abc123\"}}}" : "{}";
        int status = requests.size() >= failing ? 500 : request.contains("get-by-name") ? 404 : 200;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    private TrackedRun run(Map<String, String> settings) {
        return new TrackedRun("chest", "20270115-080000", folder, 1_800_000_000.5, settings);
    }

    @Test
    void tellsNobodyElseWhoTheUserIs() throws IOException {
        Map<String, String> ofAnother =
                Map.of("MLFLOW_TRACKING_TOKEN", "secret", "MLFLOW_TRACKING_URI", "http://localhost:1");

        MlflowRun.begin(new MlflowServer(uri(), ofAnother), "chest x-rays", run(Map.of()))
                .close();

        assertThat(requests).isNotEmpty().noneMatch(request -> request.contains("secret"));
    }

    @Test
    void tellsSettingsAndNumbersOfARun() throws IOException {
        Map<String, String> settings = new TreeMap<>(Map.of("metrics[0].type", "auc", "note", "x".repeat(800)));
        IntStream.range(0, 120).forEach(key -> settings.put("key." + key, "value"));
        MlflowServer signedIn =
                new MlflowServer(uri(), Map.of("MLFLOW_TRACKING_TOKEN", "secret", "MLFLOW_TRACKING_URI", uri() + "/"));
        try (Following following = MlflowRun.begin(signedIn, "chest x-rays", run(settings))) {
            following.add(new Point("fold-1", 3, 1_800_000_009, Map.of("loss", 0.25, "other", Double.NaN)));
            following.end(true);
        }
        String api = "/api/2.0/mlflow/";
        assertThat(requests)
                .containsExactly(
                        "GET " + api + "experiments/get-by-name?experiment_name=chest+x-rays Bearer secret",
                        "POST " + api + "experiments/create Bearer secret",
                        "POST " + api + "runs/create Bearer secret",
                        "POST " + api + "runs/log-batch Bearer secret",
                        "POST " + api + "runs/log-batch Bearer secret",
                        "POST " + api + "runs/log-batch Bearer secret",
                        "POST " + api + "runs/update Bearer secret");
        assertThat(bodies.get(1).get("name").asText()).isEqualTo("chest x-rays");
        assertThat(bodies.get(2).get("experiment_id").asText()).isEqualTo("7");
        assertThat(bodies.get(2).get("start_time").asLong()).isEqualTo(1_800_000_000_500L);
        assertThat(bodies.get(3).get("params")).hasSize(100);
        assertThat(bodies.get(4).get("params")).hasSize(22);
        assertThat(bodies.get(4).get("params").findValuesAsText("key")).contains("metrics_0_.type");
        assertThat(bodies.get(4).get("params").findValuesAsText("value")).allMatch(value -> value.length() <= 500);
        JsonNode metrics = bodies.get(5).get("metrics");
        assertThat(metrics).hasSize(1);
        assertThat(metrics.get(0).get("key").asText()).isEqualTo("fold-1/loss");
        assertThat(metrics.get(0).get("value").asDouble()).isEqualTo(0.25);
        assertThat(metrics.get(0).get("step").asInt()).isEqualTo(3);
        assertThat(metrics.get(0).get("timestamp").asLong()).isEqualTo(1_800_000_009_000L);
        assertThat(bodies.get(6).get("status").asText()).isEqualTo("FINISHED");

        try (Following again = MlflowRun.begin(signedIn, "chest", run(Map.of()))) {
            again.end(false);
        }
        assertThat(requests.get(7)).as("the same run there").endsWith("runs/update Bearer secret");
        assertThat(bodies.get(7).get("run_id").asText()).isEqualTo("abc123");
        assertThat(bodies.get(8).get("status").asText()).isEqualTo("KILLED");
    }

    @Test
    void refusesWhatIsNoAddress() {
        for (String uri : List.of("localhost:5000", "file:///tmp", "http://me:secret@server", "http://a b")) {
            assertThatThrownBy(() -> new Mlflow(new Mlflow.Params(uri, Optional.empty())))
                    .isInstanceOf(IncompatibleException.class);
        }
    }

    @Test
    void saysWhatFailed() throws IOException {
        failing = 3;
        Mlflow tracker = new Mlflow(new Mlflow.Params(uri() + "/", Optional.empty()));
        assertThatThrownBy(() -> tracker.follow(run(Map.of())))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(uri() + " answers runs/create with status 500");
        server.stop(0);
        assertThatThrownBy(() -> tracker.follow(run(Map.of()))).hasMessageContaining(uri() + " cannot be reached");
    }
}
