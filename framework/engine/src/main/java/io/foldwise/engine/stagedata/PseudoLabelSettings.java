package io.foldwise.engine.stagedata;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.nio.file.Path;
import java.util.Optional;

/** The {@code pseudo-labels} block of a stage's data: whose predictions become targets, and which of them. */
public record PseudoLabelSettings(
        @Description("The folder of a finished run that has predicted these samples as its test samples")
        Optional<Path> run,

        @Description("A file of predictions as `foldwise predict` writes it for a run without a submission format: .csv"
                + " or .npz, of several heads one each, NAME-HEAD.csv")
        Optional<Path> predictions,

        @Description("Whose predictions of the run: of the models that had held out what a fold holds out, so that no"
                + " held-out target reaches the fold; or of the whole ensemble, which is better, and flatters scores. Runs on"
                + " other data have nothing held out in common: theirs is the ensemble")
        @Default("held-out")
        Models models,

        @Description("Samples that are predicted with less confidence are left out")
        @Default("0.9")
        @PositiveOrZero
        @DecimalMax("1")
        double confidence,

        @Description("Whether predicted probabilities are the targets, in place of the answer that is most likely")
        @Default("false")
        boolean soft,

        @Description("Whether as many positive samples are taken as negative ones, or as many of each class")
        @Default("false")
        boolean balance,

        @Description("At most so many, as a share of the fold's training samples; the most confident ones are taken")
        Optional<@Positive Double> amount) {

    public PseudoLabelSettings {
        if (run.isPresent() == predictions.isPresent()) {
            throw new IllegalArgumentException("pseudo-labels need either 'run' or 'predictions'");
        }
    }

    /** Whose predictions. */
    public enum Models {
        HELD_OUT,
        ENSEMBLE
    }
}
