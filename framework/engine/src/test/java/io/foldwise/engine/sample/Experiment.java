package io.foldwise.engine.sample;

import com.typesafe.config.Config;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Spec;
import io.foldwise.spi.ensemble.SubmissionFormat;
import io.foldwise.spi.model.Model;
import io.foldwise.spi.training.Loss;
import io.foldwise.spi.training.Optimizer;
import io.foldwise.spi.validation.Metric;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A root record with a value of every type. */
public record Experiment(
        @NotBlank @Pattern(regexp = "[^/]*", message = "must be a name without slashes")
        String name,

        @Default("1") long seed,
        @Default("{}") Data data,
        Spec<Model> model,
        @Default("bce") Spec<Loss> loss,
        @Default("{}") Trainer trainer,
        @Default("[mlogloss]") @Size(min = 1, max = 3) List<Spec<Metric>> metrics,
        Optional<Spec<SubmissionFormat>> submission,
        @Default("{}") Map<String, Double> weights,
        @Default("{}") Config search) {

    public record Data(
            Optional<Path> train,
            @Default("false") boolean cache,
            @Default("[]") List<Path> more) {}

    public record Trainer(
            @Description(value = "Passes over the training rows", unit = "epochs") @Default("20") @Min(1)
            int epochs,

            @Default("adam") Spec<Optimizer> optimizer,
            Optional<EarlyStop> earlyStop,
            @Default("10m") Duration patience) {}

    public record EarlyStop(
            @Default("mlogloss") Spec<Metric> metric,
            @Min(1) int bestFolds) {}
}
