package io.foldwise.engine.experiment;

import io.foldwise.engine.execution.ExecutionSettings;
import io.foldwise.engine.experiment.Experiment.HeadLoss;
import io.foldwise.engine.experiment.Experiment.HeadMetric;
import io.foldwise.engine.experiment.Experiment.StageOverrides;
import io.foldwise.engine.search.SearchSettings;
import io.foldwise.spi.Default;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.ensemble.Ensembler;
import io.foldwise.spi.ensemble.SubmissionFormat;
import io.foldwise.spi.model.Model;
import io.foldwise.spi.training.Loss;
import io.foldwise.spi.validation.Split;
import java.util.List;
import java.util.Optional;

/** Blocks of an {@link Experiment}, each of which can be bound without the others. */
public final class Blocks {

    private Blocks() {}

    public record Data(Spec<Reader> data) {}

    public record Divided(Spec<Split> split) {}

    public record Fitted(Spec<Model> model) {}

    public record Minimised(
            Spec<Loss> loss,
            Optional<List<HeadLoss>> losses,
            @Default("[]") List<StageOverrides> stages) {

        /** Whether no other loss takes the place of this one. */
        boolean alone() {
            return losses.isEmpty() && stages.isEmpty();
        }
    }

    public record Measured(List<HeadMetric> metrics) {}

    public record Averaged(Spec<Ensembler> ensemble) {}

    public record Submitted(Optional<Spec<SubmissionFormat>> submission) {}

    public record Execution(@Default("{}") ExecutionSettings execution) {}

    public record Searched(Optional<SearchSettings> search) {}
}
