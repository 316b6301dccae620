package io.foldwise.report.page;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.foldwise.report.html.Part;
import io.foldwise.report.html.Part.Cell;
import io.foldwise.report.html.Part.Column;
import io.foldwise.report.html.Part.Row;
import io.foldwise.report.html.Part.Table;
import io.foldwise.report.html.Part.Text;
import io.foldwise.report.reading.RunReading;
import io.foldwise.report.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The items of the Checklist for Artificial Intelligence in Medical Imaging (CLAIM, Mongan, Moy and Kahn, 2020; update 2024) that a run can
 * fill by itself, and those that its author has to. Items are told by what they ask for, since numbers changed with the update.
 */
final class ChecklistBlock implements Block {

    private static final String KEEP_BEST = "trainer.keep-best";

    @Override
    public String id() {
        return "checklist";
    }

    @Override
    public String title() {
        return "Reporting checklist (CLAIM)";
    }

    @Override
    public List<Part> parts(RunFacts facts) {
        if (facts.scores().isEmpty()) {
            return List.of();
        }
        RunReading run = facts.run();
        List<Row> rows = new ArrayList<>();
        filled(
                rows,
                "Data partitions: how data was assigned",
                value(run, "split") + ", " + Words.count(run.folds(), "fold") + ", " + run.samples() + " samples");
        filled(
                rows,
                "Level at which partitions are disjoint",
                run.leaks()
                        .map(leaks -> leaks.equal() == 0
                                ? "no held-out sample is equal to a training sample; whether patients are kept together is the split's matter"
                                : leaks.equal() + " held-out samples are equal to training samples")
                        .orElse("not looked at"));
        filled(
                rows,
                "Model: structure and how weights start",
                value(run, "model") + ", "
                        + run.units().stream()
                                .findFirst()
                                .map(unit -> unit.record().parameters() + " trained numbers")
                                .orElse("not trained"));
        filled(
                rows,
                "Software libraries and packages",
                run.provenance()
                        .map(provenance -> "Foldwise " + provenance.version() + ", Java " + provenance.java())
                        .orElse("not known"));
        filled(
                rows,
                "Training: hyperparameters, epochs, augmentation",
                "all in resolved.conf; what differs from defaults is on this page");
        filled(
                rows,
                "Method of selecting the final model",
                run.sweep().isPresent()
                        ? "a search of " + Words.count(run.trials().size(), "trial")
                                + "; nested estimate beside the winner's score"
                        : "no search; " + epoch(run));
        filled(
                rows,
                "Ensembling",
                run.ensemble()
                        .map(choice -> Words.count(choice.members().size(), "member") + ", weights on this page")
                        .orElse("none"));
        filled(
                rows,
                "Metrics of model performance",
                facts.scores().get().metrics().keySet().stream().collect(Collectors.joining(", ")));
        filled(
                rows,
                "Statistical measures of significance and uncertainty",
                "95 % intervals over folds (corrected) and over samples");
        filled(
                rows,
                "Robustness or sensitivity",
                "spread over folds" + (facts.scores().get().test().isEmpty() ? "" : "; a test file of its own"));
        filled(rows, "Failure analysis of incorrectly classified cases", "the worst samples, on this page");
        filled(
                rows,
                "Code and seeds",
                run.provenance()
                        .map(provenance ->
                                (provenance.commit().isEmpty() ? "commit not known" : "commit " + provenance.commit())
                                        + ", seed " + provenance.seed())
                        .orElse("not known"));
        open(rows, "Study question, intended use and clinical role");
        open(rows, "Data sources, dates, eligibility, and de-identification");
        open(rows, "Definition of the reference standard, who read it and how they agree");
        open(rows, "Intended sample size and how it was determined");
        open(rows, "Demographic and clinical characteristics of each partition");
        open(rows, "External testing, and comparison with current practice");
        open(rows, "Explainability, beyond the samples on this page");
        open(rows, "Limitations, bias, generalizability; registration, protocol, funding");
        return List.of(
                new Table(
                        "What this run answers, and what its author has to",
                        Column.of("item", "answer", "by"),
                        rows,
                        ""),
                new Text(
                        "After the Checklist for Artificial Intelligence in Medical Imaging (Mongan, Moy and Kahn 2020; Tejani et al. 2024), in our words.",
                        "small"));
    }

    private static String value(RunReading run, String block) {
        Config experiment = run.experiment();
        return experiment.hasPath(block + ".type") ? experiment.getString(block + ".type") : "not known";
    }

    private static void filled(List<Row> rows, String item, String answer) {
        rows.add(Row.of(item, answer, Cell.marked("run", "good")));
    }

    private static void open(List<Row> rows, String item) {
        rows.add(Row.of(item, "", Cell.marked("open", "")));
    }

    private static String epoch(RunReading run) {
        boolean validated = run.units().stream().anyMatch(unit -> unit.record().bestEpoch() > 0);
        if (!validated) {
            return "as fitted";
        }
        return keepsBest(run.experiment()) ? "the best epoch by validation" : "the last epoch";
    }

    /** Of the last stage. */
    private static boolean keepsBest(Config experiment) {
        try {
            List<? extends Config> stages =
                    experiment.hasPath("stages") ? experiment.getConfigList("stages") : List.of();
            Config last = stages.isEmpty()
                    ? experiment
                    : stages.get(stages.size() - 1).withFallback(experiment);
            return !last.hasPath(KEEP_BEST) || last.getBoolean(KEEP_BEST);
        } catch (ConfigException strange) {
            return true; // as it is by default
        }
    }
}
