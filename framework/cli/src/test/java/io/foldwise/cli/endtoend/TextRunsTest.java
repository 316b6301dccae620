package io.foldwise.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.cli.Shared;
import io.foldwise.cli.damage.FinishedRun;
import io.foldwise.cli.damage.FinishedRun.Answer;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.report.exhibit.Exhibits;
import io.foldwise.report.exhibit.Exhibits.Exhibited;
import io.foldwise.report.exhibit.WordWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From texts of one's own to a submission, predictions of new texts, and the words that predictions rest on. */
final class TextRunsTest {

    private static final String EXPERIMENT = Shared.INCLUDE + """
            name = moods
            data {
              type = text-table, train = "%s", test = "%s"
              classes { column = mood, names = [sad, glad] }
              tokenizer { type = %s }
            }
            split { type = k-fold, folds = 2 }
            model { %s }
            loss { type = cross-entropy }
            trainer { epochs = 2 }
            metrics = [cross-entropy, accuracy]
            submission { type = numeric-table }
            """;

    @TempDir
    private Path folder;

    private Path train;
    private Path test;

    @BeforeEach
    void writeTables() throws IOException {
        train = Files.writeString(folder.resolve("train.csv"), table(60, true));
        test = Files.writeString(folder.resolve("test.csv"), table(6, false));
    }

    /** What follows from "fine" and "poor", but for one text of either, which is labelled wrongly. */
    private static String table(int rows, boolean labelled) {
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder table = new StringBuilder(labelled ? "id,text,mood\n" : "id,text\n");
        for (int row = 0; row < rows; row++) {
            boolean glad = row % 2 == 0;
            String text =
                    "the %d day was %s %d".formatted(random.nextInt(9), glad ? "fine" : "poor", random.nextInt(9));
            boolean label = glad ^ (row == 10 || row == 11);
            table.append(row)
                    .append(',')
                    .append(text)
                    .append(labelled ? "," + (label ? "glad" : "sad") : "")
                    .append('\n');
        }
        return table.toString();
    }

    @Test
    void wordsThatPredictionsRestOnAreNamed() throws IOException {
        Path run = run("words", "type = bag-of-ngrams, ngrams = 1");
        assertThat(run.resolve("submission.csv"))
                .content()
                .startsWith("id,sad,glad\n")
                .hasLineCount(7);
        Path weights = folder.resolve("weights.csv");

        Answer answer = FinishedRun.foldwise(
                "explain", run.toString(), "--by", "tokens", "--worst", "2", "--output", weights.toString());

        assertThat(answer.code()).as(answer.progress()).isZero();
        List<String> lines = answer.results().lines().toList();
        assertThat(lines)
                .as("a line a sample, and what does not fit into it below")
                .allMatch(line -> line.length() <= 80 || line.startsWith("a part's weight"));
        assertThat(lines.stream().filter(line -> line.matches("\\d+ .*")))
                .hasSize(2)
                .anyMatch(line -> line.matches("10 .*0\\.\\d+ +fine .*"))
                .anyMatch(line -> line.matches("11 .*0\\.\\d+ +poor .*"));
        assertThat(weights)
                .content()
                .startsWith("id,fold,score,part,name,sad,glad\n")
                .hasLineCount(1 + 2 * 7);

        assertPageHasTheSame(run, Files.readAllLines(weights));

        Answer other = FinishedRun.foldwise("explain", run.toString(), "--by", "token");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.progress()).contains("did you mean 'tokens'?");
    }

    private static void assertPageHasTheSame(Path run, List<String> explained) throws IOException {
        Map<String, Exhibited> exhibits = Exhibits.read(new RunFolder(run)).byId();
        for (String id : List.of("10", "11")) {
            WordWeights weights = exhibits.get(id).weights();
            int column = weights.column().equals("sad") ? 5 : 6;
            List<List<String>> lines = explained.stream()
                    .filter(line -> line.startsWith(id + ","))
                    .map(line -> List.of(line.split(",")))
                    .toList();
            assertThat((float) weights.prediction())
                    .isEqualTo(Float.parseFloat(lines.get(0).get(column)));
            assertThat(weights.weights().stream().map(Double::floatValue))
                    .as(id)
                    .containsExactlyElementsOf(lines.stream()
                            .skip(1)
                            .map(line -> Float.parseFloat(line.get(column)))
                            .toList());
        }
        assertThat(run.resolve("report.html"))
                .content()
                .containsPattern("<span class=\"for level-5\" title=\"\\+0\\.\\d+\">(fine|poor)</span>")
                .contains("tokens by their weight in ");
    }

    @Test
    void longTextsAreShownWithoutWeights() throws IOException {
        String words = "day ".repeat(129);
        Files.writeString(train, Files.readString(train).replaceFirst("(?m)^10,", "10," + words));
        Path run = run("words", "type = bag-of-ngrams, ngrams = 1");

        assertThat(Exhibits.read(new RunFolder(run)).byId().get("10").weights().weights())
                .isEmpty();
        assertThat(run.resolve("report.html"))
                .content()
                .contains("there are more than 128 of them")
                .contains("tokens by their weight in ");
    }

    @Test
    void newTextsAreCutAsTheTrainingTextsWere() throws IOException {
        Path run = run("bpe", "type = fasttext, width = 4, buckets = 50");
        Path input = Files.move(test, folder.resolve("input.csv"));
        Files.delete(train);
        Path output = folder.resolve("output.csv");
        Answer answer = FinishedRun.foldwise(
                "predict", run.toString(), "--input", input.toString(), "--output", output.toString());
        assertThat(answer.code()).as(answer.progress()).isZero();
        assertThat(output).hasSameTextualContentAs(run.resolve("submission.csv"));
        assertThat(answer.progress()).doesNotContain("unknown");

        Files.writeString(input, "id,text\n0,the 3 day was fine 5\nx,ZZZ the day was Zz\n");
        Answer foreign = FinishedRun.foldwise(
                "predict", run.toString(), "--input", input.toString(), "--output", output.toString());
        assertThat(foreign.progress())
                .contains("% of what samples hold is unknown to the run, in 1 of 2 samples; the first is 'x'");
    }

    private Path run(String tokenizer, String model) throws IOException {
        Path file =
                Files.writeString(folder.resolve("moods.conf"), EXPERIMENT.formatted(train, test, tokenizer, model));
        Answer answer = FinishedRun.foldwise(
                "run",
                file.toString(),
                "--in-process",
                "--results",
                folder.resolve("results").toString());
        assertThat(answer.code()).as(answer.progress()).isZero();
        return Path.of(answer.results().lines().reduce((earlier, last) -> last).orElseThrow());
    }
}
