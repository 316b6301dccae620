package io.foldwise.plugin.standard.tracking;

import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.tracking.TrackedRun;
import io.foldwise.spi.tracking.Tracker;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A server of MLflow, by its REST interface of version 2.0: a run there for each run here, with the experiment's keys as parameters and
 * the numbers of each fold as metrics, {@code fold-0/loss}. Who one is, the server learns from the variables that MLflow's own
 * clients use: {@code MLFLOW_TRACKING_TOKEN}, or {@code MLFLOW_TRACKING_USERNAME} and {@code MLFLOW_TRACKING_PASSWORD}; they are told to no server but
 * the one that {@code MLFLOW_TRACKING_URI} names, since an experiment may be a stranger's.
 */
@Description("Numbers to a server of MLflow, as they come")
public final class Mlflow implements Tracker {

    /** Which server. */
    public record Params(
            @Description("Where the server is, such as http://localhost:5000, without the name of a user")
            String uri,

            @Description("The experiment there, which is made if it is not there; named as this one, without it")
            Optional<String> experiment) {}

    private static final Pattern ADDRESS = Pattern.compile("https?://[A-Za-z0-9.\\-\\[\\]:]+(/[A-Za-z0-9._~/-]*)?");

    private final Params params;

    /** @throws IncompatibleException if the address is none of a server */
    @Inject
    public Mlflow(Params params) {
        if (!ADDRESS.matcher(params.uri()).matches()) {
            throw new IncompatibleException("uri must be an address as http://localhost:5000, with http:// or https://"
                    + " and without the name of a user, and not '" + params.uri() + "'");
        }
        this.params = params;
    }

    @Override
    public Following follow(TrackedRun run) throws IOException {
        MlflowServer server = new MlflowServer(URI.create(params.uri().replaceFirst("/+$", "")), System.getenv());
        return MlflowRun.begin(server, params.experiment().orElse(run.experiment()), run);
    }
}
