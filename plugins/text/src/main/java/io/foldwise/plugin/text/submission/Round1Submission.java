package io.foldwise.plugin.text.submission;

import com.google.inject.Inject;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.ensemble.SubmissionFormat;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.List;

/** The submission file of the CT report contest's round 1: {@code id|,|p0 p1 ...}, 17 regions. */
@Description("Submission file of the CT report contest, round 1: 17 regions")
public final class Round1Submission implements SubmissionFormat {

    /** How certain a prediction may be. */
    public record Params(
            @Description("Probabilities are kept this far from 0 and 1")
            @Default("1e-4")
            @DecimalMin("0")
            @DecimalMax("0.1")
            double clip) {}

    private final ProbabilityLines lines;

    @Inject
    public Round1Submission(Params params, LabelSchema labels) {
        lines = new ProbabilityLines("ct-report-round1", List.of(17), params.clip(), labels);
    }

    @Override
    public List<String> lines(Predictions predictions) {
        return lines.lines(predictions);
    }

    @Override
    public List<String> problems(List<String> lines, List<String> ids) {
        return this.lines.problems(lines, ids);
    }
}
