package io.foldwise.engine.experiment;

import io.foldwise.engine.config.ExperimentSource;
import io.foldwise.engine.provenance.Secrets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Marks values in a complete experiment that no file holds, since they come from environment variables. */
public final class EnvironmentRemarks implements UnaryOperator<String> {

    private static final String FROM_ENVIRONMENT = "from the environment";
    private static final String SECRET = FROM_ENVIRONMENT + "; by its name a secret, and readable here";
    private static final Pattern SECRET_LINE =
            Pattern.compile("(?m)^\\s*(\\S+) = .*  # " + Pattern.quote(SECRET) + "$");

    private final ExperimentSource source;

    EnvironmentRemarks(ExperimentSource source) {
        this.source = source;
    }

    /** What to say of the value of a path. */
    @Override
    public String apply(String path) {
        if (!source.fromEnvironment(path)) {
            return "";
        } else if (Secrets.namedBy(path.replaceAll("\\[\\d+]$|\"", ""))) {
            return SECRET;
        }
        return FROM_ENVIRONMENT;
    }

    /** The keys in a complete experiment whose values came from the environment and are secrets by their names. */
    public static List<String> secretsIn(String resolved) {
        return SECRET_LINE
                .matcher(resolved)
                .results()
                .map(line -> line.group(1))
                .toList();
    }
}
