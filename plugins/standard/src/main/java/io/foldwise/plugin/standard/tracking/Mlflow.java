package io.foldwise.plugin.standard.tracking;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.tracking.TrackedRun;
import io.foldwise.spi.tracking.Tracker;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * A server of MLflow, by its REST interface of version 2.0: a run there for each run here, with the experiment's keys as parameters and
 * the numbers of each fold as metrics, {@code fold-0/loss}. Who one is, the server learns from the variables that MLflow's own
 * clients use: {@code MLFLOW_TRACKING_TOKEN}, or {@code MLFLOW_TRACKING_USERNAME} and {@code MLFLOW_TRACKING_PASSWORD}.
 */
@Description("Numbers to a server of MLflow, as they come")
public final class Mlflow implements Tracker {

    /** Which server. */
    public record Params(
            @Description("Where the server is, without the name of a user")
            @Default("http://localhost:5000")
            @Pattern(
                    regexp = "https?://[^/?#@]+[^?#@]*",
                    message = "must be an address with http:// or https:// and no name of a user")
            String uri,

            @Description("The experiment there, which is made if it is not there; named as this one, without it")
            Optional<String> experiment) {}

    private final Params params;

    @Inject
    public Mlflow(Params params) {
        this.params = params;
    }

    @Override
    public Following follow(TrackedRun run) throws IOException {
        MlflowServer server = new MlflowServer(URI.create(params.uri().replaceFirst("/+$", "")), System.getenv());
        return MlflowRun.begin(server, params.experiment().orElse(run.experiment()), run);
    }
}
