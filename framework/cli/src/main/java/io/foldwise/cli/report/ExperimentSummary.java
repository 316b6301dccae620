package io.foldwise.cli.report;

import io.foldwise.engine.experiment.Experiment;
import io.foldwise.engine.experiment.Experiment.Stage;
import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.search.SearchSettings;
import io.foldwise.report.words.Words;
import io.foldwise.spi.Spec;
import io.foldwise.spi.model.DirectModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What an experiment would do.
 *
 * @param files that are read
 * @param folds empty where only the data tells
 * @param units how many folds are fitted
 * @param epochs how many there are at most in each stage of training; none where the model is not trained in epochs
 * @param loss what training makes small, for such models
 */
public record ExperimentSummary(
        String name,
        String model,
        String data,
        List<String> files,
        String split,
        Optional<Integer> folds,
        Optional<Integer> units,
        List<Integer> epochs,
        Optional<String> loss,
        List<String> metrics,
        String ensemble,
        Optional<String> submission,
        Optional<String> search) {

    /** More are counted, not named. */
    private static final int MOST_FILES = 6;

    /** Looks at the experiment's parameters alone, not at its data. */
    public static ExperimentSummary of(ExperimentParts parts) {
        Experiment experiment = parts.experiment();
        OptionalInt split = parts.split().folds();
        Optional<Integer> folds = split.isPresent() ? Optional.of(split.getAsInt()) : Optional.empty();
        boolean direct = DirectModel.class.isAssignableFrom(experiment.model().component());
        List<Stage> stages = direct ? List.of() : experiment.trainingStages();
        return new ExperimentSummary(
                experiment.name(),
                experiment.model().type(),
                experiment.data().type(),
                parts.files().stream().map(Path::toString).toList(),
                experiment.split().type(),
                folds,
                folds,
                stages.stream().map(stage -> stage.trainer().epochs()).toList(),
                stages.stream()
                        .map(ExperimentSummary::losses)
                        .distinct()
                        .reduce((first, then) -> first + ", then " + then),
                experiment.metrics().stream()
                        .map(asked -> asked.metric().type())
                        .toList(),
                experiment.ensemble().type(),
                experiment.submission().map(Spec::type),
                experiment.search().map(search -> search(search, folds)));
    }

    private static String losses(Experiment.Stage stage) {
        return stage.headLosses().stream().map(asked -> asked.loss().type()).collect(Collectors.joining(" + "));
    }

    private static String search(SearchSettings search, Optional<Integer> folds) {
        return "%s, with `foldwise sweep`: at most %s of %s, varying %s"
                .formatted(
                        search.generator().name().toLowerCase(Locale.ROOT),
                        Words.count(search.trials(), "trial"),
                        folds.map(known -> Words.count(known, "fold")).orElse("all folds"),
                        search.space().root().keySet().stream()
                                .map(key -> key.replace("\"", ""))
                                .sorted()
                                .collect(Collectors.joining(", ")));
    }

    private String epochs(String loss) {
        return " of at most " + epochs.stream().map(String::valueOf).collect(Collectors.joining(" + "))
                + " epochs, loss " + loss;
    }

    private static String shown(List<String> files) {
        return files.size() <= MOST_FILES
                ? String.join(", ", files)
                : Words.count(files.size(), "file") + ", the first is " + files.get(0);
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("model     " + model);
        lines.add("data      " + data + (files.isEmpty() ? "" : ": " + shown(files)));
        lines.add("split     " + split + ", "
                + folds.map(known -> Words.count(known, "fold")).orElse("as many folds as the data says"));
        lines.add("training  " + units.map(known -> Words.count(known, "unit")).orElse("a unit per fold")
                + loss.map(this::epochs).orElse(", each fitted in one go"));
        lines.add("metrics   " + String.join(", ", metrics));
        lines.add("ensemble  " + ensemble
                + submission.map(format -> ", submission " + format).orElse(""));
        search.ifPresent(sweep -> lines.add("search    " + sweep));
        return lines;
    }
}
