package io.foldwise.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foldwise.cli.Shared;
import io.foldwise.cli.damage.FinishedRun;
import io.foldwise.cli.damage.FinishedRun.Answer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs beside each other, with every number computed once more from the tables that the runs wrote. */
final class CompareTest {

    private static final String EXPERIMENT = Shared.INCLUDE + """
            name = plants
            data {
              type = numeric-table, train = "%s", classes { column = kind, names = [bean, rose] }, attributes = [height]
            }
            split { type = stratified-k-fold, folds = 3 }
            model { type = perceptron, hidden = [4], dropout = 0 }
            loss { type = cross-entropy }
            trainer { epochs = 6, optimizer { type = adam, lr = 3e-2 } }
            metrics = [cross-entropy, accuracy, macro-auc]
            search { trials = 3, pruning { folds = null, curves = null }, space { "model.hidden" = { choice = [[1], [2], [3]] } } }
            %s
            """;
    private static final int SAMPLES = 90;
    private static final int RESAMPLES = 500;

    @TempDir
    private Path folder;

    @Test
    void runsOfOtherFolds() throws IOException {
        Path first = run("run", "seed = 1");
        Path second = run("run", "seed = 2, model.hidden = [1], split.folds = 2");
        Path third = run("run", "seed = 3, trainer.epochs = 2");

        JsonNode comparison = compare(first, second, third);

        assertThat(comparison.get("metric").asText()).isEqualTo("cross-entropy");
        assertThat(comparison.get("samples").asInt()).isEqualTo(SAMPLES);
        assertThat(comparison.get("differences").findValuesAsText("key"))
                .containsExactly("model.hidden", "seed", "split.folds", "trainer.epochs", "(split)");
        Map<String, Integer> truth = truth();
        List<double[]> losses = new ArrayList<>();
        for (Path run : List.of(first, second, third)) {
            losses.add(losses(run.resolve("oof.csv"), truth));
        }
        for (int run = 1; run < 3; run++) {
            assertPair(comparison.get("pairs").get("cross-entropy").get(run - 1), losses.get(run), losses.get(0));
        }
        JsonNode ranking = comparison.get("pairs").get("macro-auc").get(0);
        assertThat(ranking.get("basis").asText()).as("folds are others").isEqualTo("NONE");

        JsonNode worst = comparison.get("worst").get(0);
        int sample = worst.get("id").asInt();
        double[] means = IntStream.range(0, SAMPLES)
                .mapToDouble(at -> losses.stream().mapToDouble(of -> of[at]).sum())
                .toArray();
        assertThat(means[sample]).isEqualTo(Arrays.stream(means).max().orElseThrow());
        assertThat(worst.get("scores").get(1).asDouble()).isCloseTo(losses.get(1)[sample], within(1e-6));
        JsonNode better = comparison.get("contrasts").get(0).get("better").get(0);
        double gain = losses.get(0)[better.get("id").asInt()]
                - losses.get(1)[better.get("id").asInt()];
        assertThat(gain)
                .isEqualTo(IntStream.range(0, SAMPLES)
                        .mapToDouble(at -> losses.get(0)[at] - losses.get(1)[at])
                        .max()
                        .orElseThrow());
        assertThat(comparison.get("runs").get(2).get("curve").get("loss")).hasSize(2);
    }

    @Test
    void rankingsOnTheSameFolds() throws IOException {
        Path first = run("run", "seed = 1");
        Path second = run("run", "seed = 1, trainer.epochs = 1");
        Answer answer = FinishedRun.foldwise(
                "compare",
                first.toString(),
                second.toString(),
                "--metric",
                "macro-auc",
                "--json",
                "--resamples",
                "200");
        assertThat(answer.code()).as(answer.progress()).isZero();
        JsonNode pair = json(answer).get("pairs").get("macro-auc").get(0);
        assertThat(pair.get("basis").asText()).isEqualTo("SAMPLES");
        double difference = 0;
        for (int fold = 0; fold < 3; fold++) {
            difference += (auc(second, fold) - auc(first, fold)) / 3;
        }
        assertThat(pair.get("difference").asDouble()).isCloseTo(difference, within(1e-9));
        assertThat(pair.get("low").asDouble()).isLessThanOrEqualTo(difference);
        assertThat(pair.get("high").asDouble()).isGreaterThanOrEqualTo(difference);
        JsonNode folds = pair.get("folds");
        assertThat(folds.get("wins").asInt()
                        + folds.get("ties").asInt()
                        + folds.get("losses").asInt())
                .isEqualTo(3);

        JsonNode byFold = compare(first, second).get("pairs").get("macro-auc").get(0);
        assertThat(byFold.get("basis").asText()).as("another metric decides").isEqualTo("FOLDS");
        double half =
                4.302653 * deviation(first, second) * Math.sqrt(1.0 / 3 + 1.0 / 2); // t of 2 degrees, Nadeau and Bengio
        assertThat(byFold.get("difference").asDouble()).isCloseTo(difference, within(1e-9));
        assertThat(byFold.get("low").asDouble()).isCloseTo(difference - half, within(1e-6));
        assertThat(byFold.get("high").asDouble()).isCloseTo(difference + half, within(1e-6));
    }

    /** Of what the folds of a run gain in AUC over those of another. */
    private double deviation(Path first, Path second) throws IOException {
        double[] gains = new double[3];
        for (int fold = 0; fold < 3; fold++) {
            gains[fold] = auc(second, fold) - auc(first, fold);
        }
        double mean = Arrays.stream(gains).average().orElseThrow();
        return Math.sqrt(
                Arrays.stream(gains).map(gain -> (gain - mean) * (gain - mean)).sum() / 2);
    }

    @Test
    void trialsOfASweep() throws IOException {
        Path sweep = run("sweep", "seed = 1");
        JsonNode comparison = compare(sweep);
        assertThat(comparison.get("runs")).hasSize(3);
        assertThat(comparison.get("differences").findValuesAsText("key")).contains("model.hidden");
        Map<String, Integer> truth = truth();
        List<double[]> losses = new ArrayList<>();
        for (JsonNode run : comparison.get("runs")) {
            double[] ofTrial = new double[SAMPLES];
            for (int fold = 0; fold < 3; fold++) {
                Path unit = sweep.resolve(
                        "trial-%03d/fold-%d/oof.csv".formatted(run.get("trial").asInt(), fold));
                double[] ofFold = losses(unit, truth);
                Arrays.setAll(ofTrial, sample -> ofTrial[sample] + ofFold[sample]);
            }
            losses.add(ofTrial);
        }
        assertPair(comparison.get("pairs").get("cross-entropy").get(0), losses.get(1), losses.get(0));
        assertPair(comparison.get("pairs").get("cross-entropy").get(1), losses.get(2), losses.get(0));
    }

    @Test
    void tablesAndTheListOfRuns() throws IOException {
        Path first = run("run", "seed = 1", "--tag", "old", "--tag", "small", "--note", "as it was");
        Path second = run("run", "seed = 1, model.hidden = [2]");
        Path runs = first.getParent();
        Path table = folder.resolve("samples.csv");
        Path page = folder.resolve("compare.html");
        Answer text = FinishedRun.foldwise(
                "compare", runs.toString(), "--samples", table.toString(), "--html", page.toString());
        assertThat(text.code()).as(text.progress()).isZero();
        assertThat(text.results())
                .contains("model.hidden  [4]  [2]")
                .contains("90 samples that every run has held out")
                .contains("better in 2 than in 1");
        assertThat(table).content().hasLineCount(SAMPLES + 1).startsWith("id," + first + "," + second + "\n");
        assertThat(page)
                .content()
                .contains("Better in run 2 than in run 1", "model.hidden", "Learning curves", "data-chart=\"curves\"")
                .doesNotContain("src=\"http", "href=\"http");
        Path beside = runs.resolveSibling("compare.html");
        assertThat(beside).doesNotExist();
        Path precious = Files.writeString(folder.resolve("precious"), "precious");
        Files.createSymbolicLink(beside, precious);
        assertThat(FinishedRun.foldwise("compare", runs.toString()).progress()).contains("page  " + beside);
        assertThat(beside).hasSameBinaryContentAs(page).matches(Files::isRegularFile);
        assertThat(Files.isSymbolicLink(beside)).isFalse();
        assertThat(precious).hasContent("precious");
        Files.delete(beside);
        assertThat(FinishedRun.foldwise("compare", runs.toString(), "--csv").results())
                .startsWith("run,model.hidden,cross-entropy,");
        assertThat(FinishedRun.foldwise("compare", runs.toString(), "--latex").results())
                .contains("\\begin{tabular}{llrrrr}");
        assertThat(beside).as("none for programs").doesNotExist();
        assertRefused("only one finished run", "compare", first.toString());
        assertRefused("--metric: ", "compare", runs.toString(), "--metric", "acuracy");
        assertRefused("holds no run", "compare", folder.toString());
        assertRefused("holds no run", "compare", "/");

        String results = runs.getParent().toString();
        assertThat(FinishedRun.foldwise("runs", "--results", results).results())
                .contains("#old #small as it was")
                .containsPattern("finished +cross-entropy +0\\.\\d{4} \\+- ");
        String found = FinishedRun.foldwise(
                        "runs", "--results", results, "--where", "tag = small and accuracy > 0", "--json")
                .results();
        assertThat(found).contains(first.getFileName().toString()).doesNotContain(second + "\"");
        assertRefused(
                "no run has a 'acuracy'; did you mean accuracy",
                "runs",
                "--results",
                results,
                "--where",
                "acuracy > 0");

        assertRefused("say --yes", "runs", "remove", first.toString());
        try (FileChannel lock = FileChannel.open(first.resolve(".lock"), StandardOpenOption.WRITE);
                FileLock held = lock.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThat(FinishedRun.foldwise("runs", "--results", results).results())
                    .contains("running");
            assertRefused("a process is at work on", "runs", "remove", first.toString(), "--yes");
        }
        assertRefused("is no folder of a run", "runs", "remove", runs.toString(), "--yes");
        assertRefused("is named twice", "runs", "remove", first.toString(), first.toString(), "--yes");
        assertThat(FinishedRun.foldwise("runs", "remove", first.toString(), "--yes")
                        .code())
                .isZero();
        try (Stream<Path> left = Files.list(runs)) {
            assertThat(left.filter(file -> !file.equals(second)))
                    .noneMatch(
                            file -> file.toString().contains(first.getFileName().toString()));
        }
        assertThat(second).exists();
    }

    private static void assertRefused(String why, String... arguments) {
        Answer answer = FinishedRun.foldwise(arguments);
        assertThat(answer.code()).as(answer.progress()).isEqualTo(2);
        assertThat(answer.progress()).contains(why);
    }

    private static void assertPair(JsonNode pair, double[] losses, double[] ofFirst) {
        double[] differences = IntStream.range(0, SAMPLES)
                .mapToDouble(sample -> losses[sample] - ofFirst[sample])
                .toArray();
        assertThat(pair.get("basis").asText()).isEqualTo("SAMPLES");
        assertThat(pair.get("difference").asDouble())
                .isCloseTo(Arrays.stream(differences).sum() / SAMPLES, within(1e-6));
        JsonNode count = pair.get("samples");
        assertThat(count.get("wins").asLong())
                .isEqualTo(Arrays.stream(differences).filter(value -> value < 0).count());
        assertThat(count.get("losses").asLong())
                .isEqualTo(Arrays.stream(differences).filter(value -> value > 0).count());
        SplittableRandom random = new SplittableRandom(2021);
        double[] drawn = new double[RESAMPLES];
        for (int resample = 0; resample < RESAMPLES; resample++) {
            for (int place = 0; place < SAMPLES; place++) {
                drawn[resample] += differences[random.nextInt(SAMPLES)] / SAMPLES;
            }
        }
        Arrays.sort(drawn);
        assertThat(pair.get("low").asDouble()).isCloseTo(drawn[RESAMPLES / 40], within(1e-6));
        assertThat(pair.get("high").asDouble()).isCloseTo(drawn[RESAMPLES - RESAMPLES / 40 - 1], within(2e-3));
    }

    private JsonNode compare(Path... runs) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("compare", "--json", "--resamples", "" + RESAMPLES));
        Arrays.stream(runs).map(Path::toString).forEach(arguments::add);
        Answer answer = FinishedRun.foldwise(arguments.toArray(String[]::new));
        assertThat(answer.code()).as(answer.progress()).isZero();
        return json(answer);
    }

    private static JsonNode json(Answer answer) throws IOException {
        return new ObjectMapper().readTree(answer.results());
    }

    /** Whether a sample is a rose, by id. */
    private Map<String, Integer> truth() throws IOException {
        Map<String, Integer> truth = new LinkedHashMap<>();
        Files.readAllLines(folder.resolve("train.csv")).stream()
                .skip(1)
                .map(line -> line.split(","))
                .forEach(cells -> truth.put(cells[0], cells[2].equals("rose") ? 1 : 0));
        return truth;
    }

    /** The cross-entropy of each sample of a table, by its id, which is its place; 0 of samples that are not in the table. */
    private static double[] losses(Path table, Map<String, Integer> truth) throws IOException {
        double[] losses = new double[SAMPLES];
        for (String line :
                Files.readAllLines(table).subList(1, Files.readAllLines(table).size())) {
            String[] cells = line.split(",");
            losses[Integer.parseInt(cells[0])] = -Math.log(Float.parseFloat(cells[1 + truth.get(cells[0])]));
        }
        return losses;
    }

    /** How often a rose of a fold is taken for one rather than a bean is. */
    private double auc(Path run, int fold) throws IOException {
        Map<String, Integer> truth = truth();
        List<String> lines = Files.readAllLines(run.resolve("trial-000/fold-" + fold + "/oof.csv"));
        double right = 0;
        int pairs = 0;
        for (String rose : lines.subList(1, lines.size())) {
            for (String bean : lines.subList(1, lines.size())) {
                if (truth.get(rose.split(",")[0]) == 1 && truth.get(bean.split(",")[0]) == 0) {
                    float higher = Float.parseFloat(rose.split(",")[2]);
                    float lower = Float.parseFloat(bean.split(",")[2]);
                    right += higher > lower ? 1 : higher == lower ? 0.5 : 0;
                    pairs++;
                }
            }
        }
        return right / pairs;
    }

    private Path run(String command, String more, String... options) throws IOException {
        Path train = Files.writeString(folder.resolve("train.csv"), table());
        Path file = Files.writeString(folder.resolve("plants.conf"), EXPERIMENT.formatted(train, more));
        List<String> arguments = new ArrayList<>(List.of(
                command,
                file.toString(),
                "--in-process",
                "--results",
                folder.resolve(command + "s").toString()));
        arguments.addAll(List.of(options));
        Answer answer = FinishedRun.foldwise(arguments.toArray(String[]::new));
        assertThat(answer.code()).as(answer.progress()).isZero();
        return Path.of(answer.results().lines().reduce((earlier, last) -> last).orElseThrow());
    }

    private static String table() {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder table = new StringBuilder("id,sun,kind,height\n");
        for (int row = 0; row < SAMPLES; row++) {
            boolean bean = random.nextBoolean();
            double sun = (bean ? 3 : 5) + 1.5 * random.nextGaussian();
            table.append(String.format(Locale.ROOT, "%d,%.2f,%s,%.2f%n", row, sun, bean ? "bean" : "rose", 0.2 * sun));
        }
        return table.toString();
    }
}
