package io.foldwise.engine.experiment;

import io.foldwise.engine.config.ExperimentSource;
import io.foldwise.engine.provenance.Secrets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Marks values in a complete experiment that come from environment variables, and those that are secrets by their names. */
public final class EnvironmentRemarks implements UnaryOperator<String> {

    private static final String FROM_ENVIRONMENT = "from the environment";
    private static final String SECRET = "by its name a secret, and readable here";
    private static final String SECRET_FROM_ENVIRONMENT = FROM_ENVIRONMENT + "; " + SECRET;
    private static final Pattern SECRET_LINE =
            Pattern.compile("(?m)^\\s*(\\S+) = .*(?:  # |; )" + SECRET + "(?:  # .*)?$");

    private final ExperimentSource source;

    EnvironmentRemarks(ExperimentSource source) {
        this.source = source;
    }

    /** What to say of the value of a path. */
    @Override
    public String apply(String path) {
        boolean secret = source.gives(path) && Secrets.namedBy(path.replaceAll("\\[\\d+]$|\"", ""));
        if (source.fromEnvironment(path)) {
            return secret ? SECRET_FROM_ENVIRONMENT : FROM_ENVIRONMENT;
        }
        return secret ? SECRET : "";
    }

    /** The keys in a complete experiment whose values are secrets by their names. */
    public static List<String> secretsIn(String resolved) {
        return SECRET_LINE
                .matcher(resolved)
                .results()
                .map(line -> line.group(1))
                .toList();
    }
}
