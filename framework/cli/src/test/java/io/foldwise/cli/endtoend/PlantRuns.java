package io.foldwise.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.cli.Shared;
import io.foldwise.cli.damage.FinishedRun;
import io.foldwise.cli.damage.FinishedRun.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Small runs whose reader learns how to prepare samples, and whose predictions are calibrated. */
record PlantRuns(Path folder) {

    private static final String EXPERIMENT = Shared.INCLUDE + """
            name = plants
            data {
              type = numeric-table, train = "%s", test = "%s", classes { column = kind, names = [bean, rose] }
              attributes = [height], missing = impute-and-mark
            }
            split { type = stratified-k-fold, folds = 2 }
            model { type = perceptron, hidden = [4], dropout = 0.1 }
            loss { type = cross-entropy }
            trainer { epochs = 3, optimizer { type = adam, lr = 3e-2 } }
            metrics = [cross-entropy, accuracy]
            post-processing = [temperature]
            submission { type = numeric-table }
            search { trials = 2, pruning { folds = null, curves = null }, space { "model.hidden" = { choice = [[2], [3]] } } }
            """;

    Path train() {
        return folder.resolve("train.csv");
    }

    Path test() {
        return folder.resolve("test.csv");
    }

    /** @param command {@code run} or {@code sweep} */
    Path run(String command) throws IOException {
        Files.writeString(train(), table(60, true));
        Files.writeString(test(), table(9, false));
        Path file = Files.writeString(folder.resolve("plants.conf"), EXPERIMENT.formatted(train(), test()));
        return last(done(
                command,
                file.toString(),
                "--in-process",
                "--results",
                folder.resolve(command).toString()));
    }

    static Answer done(String... arguments) {
        Answer answer = FinishedRun.foldwise(arguments);
        assertThat(answer.code()).as(answer.progress() + answer.results()).isZero();
        return answer;
    }

    static void refused(String why, String... arguments) {
        Answer answer = FinishedRun.foldwise(arguments);
        assertThat(answer.code()).as(answer.progress()).isEqualTo(2);
        assertThat(answer.progress()).contains(why);
    }

    /** The path on the last line. */
    static Path last(Answer answer) {
        List<String> lines = answer.results().lines().toList();
        return Path.of(lines.get(lines.size() - 1));
    }

    static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file :
                    files.sorted((left, right) -> right.compareTo(left)).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String table(int rows, boolean labelled) {
        SplittableRandom random = new SplittableRandom(labelled ? 1 : 2);
        StringBuilder table = new StringBuilder(labelled ? "id,sun,kind,height\n" : "id,sun\n");
        for (int row = 0; row < rows; row++) {
            boolean bean = random.nextBoolean();
            double sun = (bean ? 3 : 5) + random.nextGaussian();
            table.append(row).append(',').append(row % 7 == 3 ? "" : String.format(Locale.ROOT, "%.2f", sun));
            table.append(labelled ? String.format(Locale.ROOT, ",%s,%.2f", bean ? "bean" : "rose", 0.2 * sun) : "");
            table.append('\n');
        }
        return table.toString();
    }
}
