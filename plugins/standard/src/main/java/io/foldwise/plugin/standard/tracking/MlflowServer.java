package io.foldwise.plugin.standard.tracking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** A server of MLflow, asked by its REST interface. */
final class MlflowServer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final Duration ANSWERING = Duration.ofSeconds(20);
    private static final int LONGEST_ANSWER = 1 << 20;
    private static final int NOT_FOUND = 404;
    private static final int LONGEST_SHOWN = 200;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECTING).build();
    private final URI server;
    private final Optional<String> authorization;

    /** @param environment says who the user is, for the server that it names and no other */
    MlflowServer(URI server, Map<String, String> environment) {
        this.server = server;
        this.authorization = server.toString()
                        .equals(environment
                                .getOrDefault("MLFLOW_TRACKING_URI", "")
                                .replaceFirst("/+$", ""))
                ? who(environment)
                : Optional.empty();
    }

    private static Optional<String> who(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("MLFLOW_TRACKING_TOKEN"))
                .map(token -> "Bearer " + token)
                .or(() -> Optional.ofNullable(environment.get("MLFLOW_TRACKING_USERNAME"))
                        .map(user -> basic(user, environment.getOrDefault("MLFLOW_TRACKING_PASSWORD", ""))));
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** An experiment's number; empty if there is none of that name. */
    Optional<String> experiment(String name) throws IOException {
        String query = "experiments/get-by-name?experiment_name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        HttpResponse<InputStream> answer = send(query, "GET", BodyPublishers.noBody());
        return answer.statusCode() == NOT_FOUND
                ? Optional.empty()
                : Optional.of(text(body(query, answer).path("experiment").path("experiment_id")));
    }

    /** The answer to a request with a body. */
    JsonNode post(String what, Map<String, ?> body) throws IOException {
        byte[] json = JSON.writeValueAsBytes(body);
        return body(what, send(what, "POST", BodyPublishers.ofByteArray(json)));
    }

    /** A text of an answer. */
    String text(JsonNode node) throws IOException {
        if (!node.isTextual() || node.asText().isEmpty()) {
            throw new IOException(server + " does not answer as MLflow does");
        }
        return node.asText();
    }

    private HttpResponse<InputStream> send(String what, String method, BodyPublisher body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + "/api/2.0/mlflow/" + what))
                .timeout(ANSWERING)
                .header("Content-Type", "application/json")
                .method(method, body);
        authorization.ifPresent(who -> request.header("Authorization", who));
        try {
            return client.send(request.build(), BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (IOException e) {
            throw new IOException(
                    server + " cannot be reached" + (e.getMessage() == null ? "" : ": " + e.getMessage()), e);
        }
    }

    private JsonNode body(String what, HttpResponse<InputStream> answer) throws IOException {
        String text;
        try (InputStream in = answer.body()) {
            text = new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
        }
        if (answer.statusCode() != 200) {
            throw new IOException("%s answers %s with status %d: %s"
                    .formatted(
                            server,
                            what.replaceFirst("\\?.*", ""),
                            answer.statusCode(),
                            text.strip()
                                    .substring(
                                            0,
                                            Math.min(LONGEST_SHOWN, text.strip().length()))));
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IOException(server + " does not answer as MLflow does", e);
        }
    }
}
