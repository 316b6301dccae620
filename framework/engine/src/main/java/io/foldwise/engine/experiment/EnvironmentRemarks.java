package io.foldwise.engine.experiment;

import io.foldwise.engine.config.ExperimentSource;
import io.foldwise.engine.provenance.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Marks values in a complete experiment that no file holds, since they come from environment variables. */
final class EnvironmentRemarks implements UnaryOperator<String> {

    static final String FROM_ENVIRONMENT = "from the environment";

    private final ExperimentSource source;
    private final List<String> secrets = new ArrayList<>();

    EnvironmentRemarks(ExperimentSource source) {
        this.source = source;
    }

    /** What to say of the value of a path. */
    @Override
    public String apply(String path) {
        if (!source.fromEnvironment(path)) {
            return "";
        } else if (Secrets.namedBy(path.replaceAll("\\[\\d+]$|\"", ""))) {
            secrets.add(path);
            return FROM_ENVIRONMENT + "; by its name a secret, and readable here";
        }
        return FROM_ENVIRONMENT;
    }

    /** The paths, of those that were asked for, whose values are secrets by their names. */
    List<String> secrets() {
        return List.copyOf(secrets);
    }
}
