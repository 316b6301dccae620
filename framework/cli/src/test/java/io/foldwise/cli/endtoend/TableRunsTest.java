package io.foldwise.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foldwise.cli.Shared;
import io.foldwise.cli.damage.FinishedRun;
import io.foldwise.cli.damage.FinishedRun.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a table of one's own to a submission, and to predictions once its training file is gone: every form of answer. */
final class TableRunsTest {

    private static final String EXPERIMENT = Shared.INCLUDE + """
            name = plants
            data { type = numeric-table, train = "%s", test = "%s", categories = [soil], missing = impute-and-mark, %s }
            split { type = stratified-k-fold, folds = 2 }
            model { type = perceptron, hidden = [8], dropout = 0 }
            trainer { epochs = 20, optimizer { type = adam, lr = 3e-2 } }
            submission { type = numeric-table }
            %s
            """;

    @TempDir
    private Path folder;

    private Path train;
    private Path test;

    @BeforeEach
    void writeTables() throws IOException {
        train = Files.writeString(folder.resolve("train.csv"), table(60, true));
        test = Files.writeString(folder.resolve("test.csv"), table(9, false));
    }

    @Test
    void oneOfSeveralClasses() throws IOException {
        Path run = run(
                "classes { column = kind, names = [bean, rose] }, attributes = [height, dry]",
                "loss { type = cross-entropy }, metrics = [cross-entropy, accuracy, macro-f1, macro-auc]");
        assertThat(run.resolve("oof.csv")).content().startsWith("id,bean,rose\n");
        assertThat(run.resolve("scores.json")).content().contains("bean -> bean");
        assertThat(score(run, "accuracy")).isGreaterThan(0.8);
        assertPredictsWithoutTrainingFiles(run);
    }

    @Test
    void quantities() throws IOException {
        Path run = run(
                "quantities = [height], attributes = [kind, dry]",
                "loss { type = huber }, metrics = [rmse, mae, r2, pearson]");
        assertThat(run.resolve("oof.csv")).content().startsWith("id,height\n");
        assertThat(score(run, "r2")).isGreaterThan(0.5);
        assertPredictsWithoutTrainingFiles(run);
    }

    @Test
    void largeQuantitiesThatAreNotStandardisedAreTold() throws IOException {
        Files.writeString(train, Files.readString(train).replaceAll("(bean|rose),", "$1,80"));
        String data = "quantities = [height], attributes = [kind, dry]";
        String more = "loss { type = huber }, metrics = [rmse], trainer.epochs = 1, standardise-quantities = ";
        String hint = ", while networks begin near 0 and take small steps: standardise-quantities = true lets them";
        assertThat(answer(data, more + false).progress()).contains("'height' has the mean 80", hint);
        assertThat(answer(data, more + true).progress()).doesNotContain(hint);
    }

    @Test
    void severalHeads() throws IOException {
        Path run = run("labels = [dry], classes { column = kind, names = [bean, rose] }, quantities = [height]", """
                losses = [
                  { type = bce, head = labels }
                  { type = cross-entropy, head = class, weight = 0.5 }
                  { type = mse, head = quantities }
                ]
                metrics = [{ type = rmse, head = quantities }, { type = accuracy, head = class }, { type = mlogloss, head = labels }]
                """);
        assertThat(run.resolve("oof-class.csv")).content().startsWith("id,bean,rose\n");
        assertThat(run.resolve("submission.csv")).content().startsWith("id,dry,bean,rose,height\n");
        assertPredictsWithoutTrainingFiles(run);
    }

    @Test
    void whatAFoldLearnsOfItsSamplesIsNothingOfThoseItHoldsOut() throws IOException {
        String data = "classes { column = kind, names = [bean, rose] }, attributes = [height, dry]";
        String more = "loss { type = cross-entropy }, metrics = [accuracy], trainer.epochs = 1";
        List<String> before = preparations(run(data, more));
        String table = Files.readString(train);
        Files.writeString(train, table.replaceFirst("\n0,[^,]*,[^,]*,", "\n0,lava,-1e9,"));
        List<String> after = preparations(run(data, more));
        assertThat(before).hasSize(2);
        assertThat(after)
                .filteredOn(before::contains)
                .as("of the fold that holds sample 0 out")
                .hasSize(1);
        assertThat(after)
                .filteredOn(learned -> learned.contains("lava"))
                .as("of the other")
                .hasSize(1);
    }

    @Test
    void runsOfOtherFoldsPredictTogether() throws IOException {
        String data = "classes { column = kind, names = [bean, rose] }, attributes = [height, dry]";
        String more = "loss { type = cross-entropy }, metrics = [cross-entropy, accuracy], trainer.epochs = 5, seed = ";
        Path first = run(data, more + 1);
        Path second = run(data, more + 2);
        Path output = folder.resolve("together");

        Answer answer = FinishedRun.foldwise(
                "ensemble", first.toString(), second.toString(), "--by", "weighted", "--output", output.toString());

        assertThat(answer.code()).as(answer.progress()).isZero();
        assertThat(answer.results())
                .contains("60 samples that every run has held out")
                .contains("cross-entropy  accuracy")
                .containsPattern("\n1 \\+ 2 +\\d\\.\\d\\d \\d\\.\\d\\d ")
                .contains("best        ")
                .endsWith(output + "\n");
        assertThat(output.resolve("submission.csv"))
                .content()
                .startsWith("id,bean,rose\n")
                .hasLineCount(10);
        assertThat(output.resolve("oof.csv")).content().hasLineCount(61);
        assertThat(output.resolve("report.html")).content().contains("Runs and weights", "out of fold, ");
        assertThat(score(output, "accuracy")).isGreaterThan(0.8);
        String page = Files.readString(output.resolve("report.html"));
        Files.delete(output.resolve("report.html"));
        PlantRuns.done("report", output.toString());
        assertThat(output.resolve("report.html")).hasContent(page);
        PlantRuns.refused("holds what runs predict together, and no run", "resume", output.toString());

        Answer equally = FinishedRun.foldwise(
                "ensemble",
                first.toString(),
                second.toString(),
                "--by",
                "mean",
                "--output",
                folder.resolve("equally").toString());
        assertThat(equally.code()).as(equally.progress()).isZero();
        assertThat(equally.results()).containsPattern("\n1 \\+ 2 +0\\.50 0\\.50 ");

        Path told = folder.resolve("told");
        Answer json = FinishedRun.foldwise(
                "ensemble", first.toString(), second.toString(), "--output", told.toString(), "--json");
        JsonNode document = new ObjectMapper()
                .readerFor(JsonNode.class)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readValue(json.results());
        assertThat(document.at("/run").asText()).isEqualTo(told.toString());
        assertThat(document.at("/blend/rows")).hasSize(3);

        Answer again = FinishedRun.foldwise(
                "ensemble",
                first.toString(),
                first + "/",
                "--output",
                folder.resolve("x").toString());
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.progress()).contains("is named twice");
        Answer none = FinishedRun.foldwise(
                "ensemble",
                first.toString(),
                folder.toString(),
                "--output",
                folder.resolve("x").toString());
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.progress()).contains(folder + ": is no folder of a finished run");
    }

    private static List<String> preparations(Path run) throws IOException {
        try (Stream<Path> files = Files.walk(run)) {
            return files.filter(file -> file.endsWith("preparation"))
                    .map(TableRunsTest::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void lossesAndMetricsThatDoNotFitAreRefusedBeforeAnythingIsRead() throws IOException {
        Path file = experiment(
                "classes { column = kind, names = [bean, rose] }, attributes = [height, dry]",
                "loss { type = bce }\nmetrics = [rmse, mlogloss]");
        Answer answer = FinishedRun.foldwise("check", file.toString());
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.progress())
                .contains(
                        "plants.conf:8: loss: loss bce: takes every cell for a yes-or-no question of its own, but 'class'"
                                + " is one of 2 classes: use cross-entropy")
                .contains("plants.conf:9: metrics[0]: metric rmse does not fit 'class', which is one of 2 classes")
                .contains("plants.conf:9: metrics[1]: metric mlogloss:");
    }

    /** The very rows of the test file: the same predictions as in the submission, which the run made with its training file. */
    private void assertPredictsWithoutTrainingFiles(Path run) throws IOException {
        Path input = Files.move(test, folder.resolve("input.csv"));
        Files.delete(train);
        Path output = folder.resolve("output.csv");
        Answer answer = FinishedRun.foldwise(
                "predict", run.toString(), "--input", input.toString(), "--output", output.toString());
        assertThat(answer.code()).as(answer.progress()).isZero();
        assertThat(output).hasSameTextualContentAs(run.resolve("submission.csv"));
    }

    private Path run(String data, String more) throws IOException {
        List<String> lines = answer(data, more).results().lines().toList();
        return Path.of(lines.get(lines.size() - 1));
    }

    private Answer answer(String data, String more) throws IOException {
        Answer answer = FinishedRun.foldwise(
                "run",
                experiment(data, more).toString(),
                "--in-process",
                "--results",
                folder.resolve("runs").toString());
        assertThat(answer.code()).as(answer.progress()).isZero();
        return answer;
    }

    private Path experiment(String data, String more) throws IOException {
        return Files.writeString(folder.resolve("plants.conf"), EXPERIMENT.formatted(train, test, data, more));
    }

    private static double score(Path run, String metric) throws IOException {
        String scores = Files.readString(run.resolve("scores.json"));
        String value = scores.substring(scores.indexOf('"' + metric + '"'));
        value = value.substring(value.indexOf("outOfFold") + 11);
        return Double.parseDouble(
                value.substring(value.indexOf(':') + 1, value.indexOf(',')).strip());
    }

    /** Sun and soil tell beans from roses; height follows from the sun. */
    private static String table(int rows, boolean labelled) {
        SplittableRandom random = new SplittableRandom(labelled ? 1 : 2);
        StringBuilder table = new StringBuilder(labelled ? "id,soil,sun,kind,height,dry\n" : "id,soil,sun\n");
        for (int row = 0; row < rows; row++) {
            boolean bean = random.nextBoolean();
            double sun = (bean ? 2 : 6) + random.nextGaussian();
            String soil = random.nextInt(10) == 0 ? "" : bean ? "clay" : "sand";
            table.append(row).append(',').append(soil).append(',');
            table.append(random.nextInt(10) == 0 ? "" : String.format(Locale.ROOT, "%.2f", sun));
            if (labelled) {
                table.append(bean ? ",bean" : ",rose").append(String.format(Locale.ROOT, ",%.2f", 0.2 * sun));
                table.append(sun > 4 ? ",1" : ",0");
            }
            table.append('\n');
        }
        return table.toString();
    }
}
