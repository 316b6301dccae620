package io.foldwise.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.execution.RunEvent;
import io.foldwise.engine.execution.Unit;
import io.foldwise.engine.store.Json;
import io.foldwise.engine.store.SealedRecord;
import io.foldwise.engine.store.TaskRecord.Meaning;
import io.foldwise.engine.store.TrialRecord;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.engine.time.SteadyClock;
import io.foldwise.engine.training.EpochReport;
import io.foldwise.engine.validation.Leaks;
import io.foldwise.report.RunFixture;
import io.foldwise.report.reading.RunReading;
import io.foldwise.report.shift.MeasuredShift;
import io.foldwise.spi.data.Shift;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RunPageTest {

    @TempDir
    private Path folder;

    private RunFixture run(int samples) {
        return new RunFixture(folder.resolve("results/fixture/run"), List.of("first", RunFixture.HOSTILE), samples);
    }

    private static String page(RunFixture run) {
        return RunPage.of(RunReading.of(run.folder().path()));
    }

    @ParameterizedTest
    @EnumSource(Meaning.class)
    void letsNothingOfAFolderRun(Meaning meaning) {
        String page = page(run(60).finished(meaning));

        assertThat(page).contains("fixture").doesNotContain("<script>window").doesNotContain("<img src=x");
        assertThat(Pattern.compile("<script").matcher(page).results().count())
                .as("the charts' library, the page's script, and data")
                .isEqualTo(3);
        assertThat(Pattern.compile("</script").matcher(page).results().count()).isEqualTo(3);
        assertThat(page).contains("&lt;/script&gt;").contains("{{ 7*7 }}");
        if (meaning == Meaning.LABELS) {
            assertThat(page).as("names in what scripts read").contains("\\u003c/script\\u003e");
        }
    }

    @Test
    void loadsNothing() {
        String page = page(run(60).finished(Meaning.LABELS));

        assertThat(page).contains("default-src &#39;none&#39;");
        assertThat(Pattern.compile("(?i)(?:src|href|action)=\"(?!#|trial-000/|data:image/png)[^\"]*")
                        .matcher(page)
                        .results()
                        .map(found -> found.group()))
                .isEmpty();
    }

    @Test
    void tellsWhatLabelsAreWorth() {
        String page = page(run(60).finished(Meaning.LABELS));

        assertThat(page)
                .contains("loss is 0.5100 out of fold, better than")
                .containsSubsequence(
                        "The ensemble on the labelled test file", "0.5432", "0.6789", "0.5431", "0.3456", "0.3457")
                .contains("id=\"labels\"", "id=\"ranking\"", "id=\"calibration\"", "id=\"worst\"", "id=\"checklist\"")
                .doesNotContain("id=\"quantities\"", "id=\"sweep\"", "id=\"progress\"");
    }

    @Test
    void tellsQuantitiesFromProbabilities() {
        assertThat(page(run(60).finished(Meaning.QUANTITIES)))
                .contains("id=\"quantities\"")
                .doesNotContain("id=\"ranking\"", "id=\"calibration\"", "id=\"confusion\"");
    }

    @Test
    void ordersTrialsByWhatTheyAreRankedBy() {
        String page = page(run(60).swept());

        assertThat(page)
                .contains("after post-processing", "The best was found by trial 1, 0.1234.")
                .containsSubsequence("Trials, the best first", "0.1234", "0.4321");
    }

    @Test
    void tellsBlocksOfOneTypeApart() {
        RunFixture run = run(60).swept();
        for (int trial = 0; trial < 2; trial++) {
            Map<String, Object> schedule = Map.of("type", "step", "every", 2 + trial, "api-key", "hunter2");
            SealedRecord.write(
                    run.folder().trialRecord(trial),
                    new TrialRecord(
                            Map.of("trainer.schedule", schedule, "model", Map.of("type", "cnn" + trial)),
                            TrialRecord.NO_INCUMBENT,
                            ""));
        }

        assertThat(page(run)).contains("every=2", "every=3", ">cnn0<", ">cnn1<").doesNotContain("hunter2");
    }

    @Test
    void isTheSameForTheSameRun() throws IOException {
        RunFixture run = run(60).finished(Meaning.CLASSES);
        Path elsewhere =
                Path.of("").toAbsolutePath().relativize(run.folder().path().toAbsolutePath());

        assertThat(RunPage.of(RunReading.of(elsewhere))).isEqualTo(page(run));
    }

    @Test
    void tellsOfAnUnfinishedRun() throws IOException {
        RunFixture run = run(60).begun(Meaning.LABELS, 2);
        Files.writeString(run.folder().path().resolve("foldwise.log"), "12:00 ERROR fold 2 <b>diverged</b>\n");

        assertThat(page(run))
                .contains("Unfinished: 2 of 3 folds trained", "&lt;b&gt;diverged&lt;/b&gt;", "foldwise resume")
                .contains("id=\"curves\"")
                .doesNotContain("id=\"scores\"", "id=\"labels\"");
    }

    @Test
    void quotesFoldersInCommands() throws IOException {
        Path place = Files.createDirectories(folder.resolve("my results/it's/a run"));
        RunFixture run = new RunFixture(place, List.of("a"), 60);

        String quoted = "&#39;my results/it&#39;\\&#39;&#39;s/a run&#39;";
        assertThat(page(run.begun(Meaning.LABELS, 1))).contains("`foldwise resume " + quoted + "`");
        assertThat(page(run.finished(Meaning.LABELS)))
                .contains(
                        "./foldwise predict " + quoted + " --input",
                        "./foldwise reproduce " + quoted,
                        "./foldwise run &#39;my results/it&#39;\\&#39;&#39;s/a run/resolved.conf&#39;");
    }

    @Test
    void saysWhichFileIsDamagedAndShowsTheRest() throws IOException {
        RunFixture run = run(60).finished(Meaning.LABELS);
        Files.writeString(run.folder().ensemble(), "{");
        Files.writeString(run.folder().sampleScores(), "id,fold,loss\nx");

        assertThat(page(run)).contains("ensemble.json", "id=\"scores\"");
    }

    @Test
    void showsPicturesAndWordsOfSamplesAndNothingElse() throws IOException {
        RunFixture run = run(60).finished(Meaning.LABELS);
        Files.writeString(
                run.folder().exhibits(), """
                {"samples": [{"id": %s, "pictures": [
                  {"caption": "a picture", "png": "iVBORw0KGgoAAAA="},
                  {"caption": "no picture", "png": "PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+"},
                  {"caption": "out of its place", "png": "iVBORw0KGgo\\"onerror=\\"alert(1)"}],
                  "words": ["two", %s]}]}
                """.formatted(Json.line(RunFixture.HOSTILE), Json.line(RunFixture.HOSTILE)));

        assertThat(page(run))
                .contains("data:image/png;base64,iVBORw0KGgoAAAA=", "a picture", ">two</span>")
                .doesNotContain("no picture", "out of its place", "<script>window", "<img src=x");
    }

    @Test
    void showsTrainingSamplesAsTheyWereReadAndAsTheyAreTrainedOn() throws IOException {
        RunFixture run = run(60).finished(Meaning.LABELS);
        String id = Json.line(RunFixture.HOSTILE);
        Files.writeString(run.folder().exhibits(), """
                {"training": [
                  {"stage": 2, "plain": {"id": %s, "pictures": [{"caption": "a line", "png": "iVBORw0KGgoAAAA="}]},
                   "augmented": {"id": %s, "pictures": [{"caption": "a line", "png": "iVBORw0KGgoBBBB="}]}},
                  {"stage": 2, "plain": {"id": "b", "words": ["one", "two"]}, "augmented": {"id": "b", "words": ["two", %s]}}]}
                """.formatted(id, id, id));

        assertThat(page(run))
                .contains("id=\"augmentation\"", "2 samples that fold 0 trains on", "epoch 1 of stage 2")
                .containsSubsequence(
                        "KGgoAAAA=", "before augmentation: a line", "KGgoBBBB=", "as it is trained on: a line")
                .contains("<del>one</del> <span>two</span> <ins>&lt;/script&gt;")
                .doesNotContain("<script>window", "<img src=x");
    }

    @Test
    void coloursWordsByTheirWeights() throws IOException {
        assertThat(weighed("[0.25, -0.5, 0]"))
                .contains(
                        "<span class=\"for level-3\" title=\"+0.2500\">two</span>",
                        "<span class=\"against level-5\" title=\"-0.5000\">words</span>",
                        "<span class=\"for level-0\" title=\"0\">more</span>",
                        "the prediction of &lt;b&gt;glad, 0.9000; the largest weight is 0.5000",
                        "by the model that held the sample out");
        for (String wrong : List.of("[1, 2]", "[1, 2, null]", "[1, 2, \"NaN\"]", "null", "[0, 0, 0]")) {
            assertThat(weighed(wrong))
                    .as(wrong)
                    .contains("<span>two</span>")
                    .doesNotContain("by the model that held the sample out");
        }
    }

    private String weighed(String weights) throws IOException {
        RunFixture run = run(60).finished(Meaning.LABELS);
        Files.writeString(run.folder().exhibits(), """
                {"samples": [{"id": %s, "words": ["two", "words", "more"],
                  "weights": {"column": "<b>glad", "prediction": 0.9, "weights": %s}}]}
                """.formatted(Json.line(RunFixture.HOSTILE), weights));
        return page(run);
    }

    @Test
    void tellsHowTestSamplesDiffer() {
        RunFixture run = run(60).finished(Meaning.LABELS);
        Shift.Giveaway giveaway = new Shift.Giveaway(RunFixture.HOSTILE, 0.25, 0.5);
        Json.write(run.folder().shift(), new MeasuredShift(2000, 500, 0.75, List.of(giveaway)));

        assertThat(page(run))
                .contains("with an AUC of 0.7500", "random folds flatter", "25.0 %", "50.0 %", "id=\"leaks\"")
                .doesNotContain("<script>window");
    }

    @Test
    void saysWhereTestSamplesAreAnsweredWorseThanFoldsLetExpect() throws IOException {
        RunFixture run = run(60).finished(Meaning.LABELS);
        assertThat(page(run)).doesNotContain("On the test samples it is");

        Path scores = run.folder().scores();
        Files.writeString(scores, Files.readString(scores).replace("0.5432", "0.6543"));
        assertThat(page(run))
                .contains("On the test samples it is 0.6543, worse than the interval over folds (0.4707 to 0.5493)");

        Files.writeString(scores, Files.readString(scores).replace("0.6543", "0.1234"));
        assertThat(page(run)).doesNotContain("On the test samples it is");
    }

    @Test
    void saysThatTestSamplesWereLearnedFrom() {
        RunFixture run = run(60).finished(Meaning.LABELS);
        Leaks.InTest test = new Leaks.InTest(500, 7, RunFixture.HOSTILE);
        SealedRecord.write(run.folder().leaks(), new Leaks(60, 0, List.of(), List.of(), test));

        assertThat(page(run)).contains("7 of 500 test samples are equal to one that was learned from");
    }

    @Test
    void tellsWhatDiffersFromRunsThatItStartedFrom() throws IOException {
        Path parent = Files.createDirectories(folder.resolve("results/earlier/one"));
        Files.writeString(
                parent.resolve("resolved.conf"),
                "name = earlier\nmodel { type = other, password = parents }\ninclude \"/etc/passwd\"\nsearch { trials = 3 }\n");
        RunFixture run = run(60).finished(Meaning.LABELS);
        Files.writeString(run.folder().resolved(), """
                name = fixture
                model { type = m, password = hunter2 }
                stages = [{ start { weights { run = "%s" } } }]
                start { weights { run = "%s" } }
                data { runs = ["%s", "%s"] }
                """.formatted(
                        parent,
                        folder.resolve("results/gone/one"),
                        folder.resolve("results/gone/two"),
                        folder.resolve("results/gone/three")));

        assertThat(page(run))
                .contains("What differs from the run results/earlier/one, which stages[0].start.weights.run names")
                .containsPattern("model.type</th>\\s*<td[^>]*>m</td>\\s*<td[^>]*>other</td>")
                .contains("the run results/gone/one, which start.weights.run names, cannot be told")
                .contains(
                        "the run results/gone/two, which data.runs[0] names", "results/gone/three, which data.runs[1]")
                .doesNotContain("parents", "hunter2", "search.trials");
    }

    @Test
    void cutsLongTables() {
        List<String> many =
                IntStream.range(0, 400).mapToObj(column -> "label " + column).toList();
        RunFixture run = new RunFixture(folder.resolve("results/many/run"), many, 500).finished(Meaning.LABELS);

        String page = page(run);
        assertThat(page).contains("The 40 most frequent of 400").hasSizeLessThan(1 << 20);
    }

    @Test
    void rewritesThePageWhileARunGoesOn() throws IOException {
        RunFixture run = run(60).begun(Meaning.LABELS, 1);
        LivePage live = new LivePage(run.folder(), "loss", 3, 1, new SteadyClock());
        Unit unit = new Unit(0, 1);
        live.accept(new RunEvent.UnitStarted(0, unit));
        live.accept(new RunEvent.EpochDone(
                0, unit, new EpochReport(0, 1, 1, 5, 0.7, 0.01, Map.of("loss", 0.6543), true, 1, 10)));
        live.accept(new RunEvent.Notice(RunFixture.HOSTILE));
        live.rewrite();

        assertThat(run.folder().report())
                .content()
                .contains("In progress: 1 of 3 units done", "1 of 5", "0.6543", "data-live=\"5\"")
                .doesNotContain("<script>window");

        WholeFile.write(run.folder().report(), "as it was");
        live.rewrite();
        assertThat(run.folder().report()).as("nothing has happened since").hasContent("as it was");

        live.conclude();
        assertThat(run.folder().report()).content().contains("Unfinished").doesNotContain("data-live=\"5\"");
    }
}
