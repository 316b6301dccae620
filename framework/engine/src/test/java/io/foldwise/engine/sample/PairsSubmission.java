package io.foldwise.engine.sample;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.ensemble.SubmissionFormat;
import jakarta.inject.Inject;
import java.util.List;

/** Holds two labels, neither more nor fewer. */
public final class PairsSubmission implements SubmissionFormat {

    public record Params() {}

    @Inject
    public PairsSubmission(Params params, LabelSchema labels) {
        if (labels.width() != 2) {
            throw new IncompatibleException("holds 2 labels, but the data has " + labels.width());
        }
    }

    @Override
    public List<String> lines(Predictions predictions) {
        return List.of();
    }

    @Override
    public List<String> problems(List<String> lines, List<String> ids) {
        return List.of();
    }
}
