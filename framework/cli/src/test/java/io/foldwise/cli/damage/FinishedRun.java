package io.foldwise.cli.damage;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foldwise.cli.Foldwise;
import io.foldwise.cli.Shared;
import io.foldwise.cli.TestConsole;
import io.foldwise.cli.context.Engine;
import io.foldwise.cli.logging.LogFile;
import io.foldwise.engine.experiment.ExperimentFiles;
import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.engine.wiring.PluginLoader;
import io.foldwise.engine.wiring.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A small run in a folder of its own, which can be copied, damaged, and gone on with in this process. */
public final class FinishedRun {

    private static final String EXPERIMENT = Shared.INCLUDE + """
            name = small
            data { type = numeric-table, train = "%s", test = "%s", labels = [high, low] }
            split { type = k-fold, folds = 2 }
            model { type = perceptron, hidden = [2] }
            trainer { epochs = 2 }
            submission { type = numeric-table }
            search { trials = 2, pruning { folds = null, curves = null }, space { "model.hidden" = { choice = [[2], [3], [4]] } } }
            """;

    /** Two heads, post-processing, and models that are fitted to all samples. */
    private static final String TEXTS = Shared.INCLUDE + """
            name = texts
            data {
              type = text-table, train = "%s", test = "%s", labels = [loud], tokenizer { type = words }
              classes { column = mood, names = [sad, glad] }
            }
            split { type = k-fold, folds = 2 }
            model { type = bag-of-ngrams, ngrams = 1 }
            losses = [{ type = bce, head = labels }, { type = cross-entropy, head = class }]
            trainer { epochs = 1 }
            refit = true
            metrics = [{ type = cross-entropy, head = class }, { type = mlogloss, head = labels }]
            post-processing = [{ type = temperature, head = class }]
            submission { type = numeric-table }
            """;

    private static final Plugins PLUGINS = PluginLoader.load();
    private static final Engine ENGINE = new Engine() {
        @Override
        public Plugins plugins() {
            return PLUGINS;
        }

        @Override
        public ExperimentLoader loader() {
            return new ExperimentFiles(PLUGINS);
        }
    };

    /** What a command said, and how it ended. */
    public record Answer(int code, String results, String progress) {}

    private final Path path;

    private FinishedRun(Path path) {
        this.path = path;
    }

    /** @param command {@code run} or {@code sweep} */
    static FinishedRun of(String command, Path folder) throws IOException {
        return of(command, folder, folder.resolve(command + "s"));
    }

    /** @param results where the run's folder is made */
    static FinishedRun of(String command, Path folder, Path results) throws IOException {
        Path train = Files.writeString(folder.resolve("train.csv"), table(24, true));
        Path test = Files.writeString(folder.resolve("test.csv"), table(5, false));
        Path file = Files.writeString(folder.resolve(command + ".conf"), EXPERIMENT.formatted(train, test));
        return finished(foldwise(command, file.toString(), "--in-process", "--results", results.toString()));
    }

    /** A run of texts whose experiment asks for more. */
    static FinishedRun ofTexts(Path folder) throws IOException {
        Path train = Files.writeString(folder.resolve("texts.csv"), texts(12, true));
        Path test = Files.writeString(folder.resolve("new-texts.csv"), texts(3, false));
        Path file = Files.writeString(folder.resolve("texts.conf"), TEXTS.formatted(train, test));
        return finished(foldwise(
                "run",
                file.toString(),
                "--in-process",
                "--results",
                folder.resolve("texts").toString()));
    }

    private static FinishedRun finished(Answer answer) {
        if (answer.code() != 0) {
            throw new IllegalStateException(answer.progress());
        }
        return new FinishedRun(
                Path.of(answer.results().lines().reduce((earlier, last) -> last).orElseThrow()));
    }

    private static String texts(int rows, boolean labelled) {
        StringBuilder table = new StringBuilder(labelled ? "id,text,loud,mood\n" : "id,text\n");
        for (int row = 0; row < rows; row++) {
            boolean glad = row % 2 == 0;
            table.append("t%d,day %d was %s".formatted(row, row % 5, glad ? "fine" : "poor"));
            table.append(labelled ? ",%d,%s\n".formatted(row % 3 / 2, glad ? "glad" : "sad") : "\n");
        }
        return table.toString();
    }

    private static String table(int rows, boolean labelled) {
        StringBuilder table = new StringBuilder(labelled ? "id,a,b,high,low\n" : "id,a,b\n");
        for (int row = 0; row < rows; row++) {
            int high = row * 7 % 5 > 2 ? 1 : 0;
            table.append(row).append(',').append(row * 7 % 5).append(',').append(row * 3 % 7);
            table.append(labelled ? "," + high + "," + (1 - high) + "\n" : "\n");
        }
        return table.toString();
    }

    public static Answer foldwise(String... arguments) {
        TestConsole console = new TestConsole();
        int code = new Foldwise(console.console(), ENGINE, LogFile::ofThisProcess).execute(arguments);
        return new Answer(code, console.results(), console.progress());
    }

    Answer resume(String... more) {
        List<String> arguments = new ArrayList<>(List.of("resume", path.toString(), "--in-process"));
        arguments.addAll(Arrays.asList(more));
        return foldwise(arguments.toArray(String[]::new));
    }

    Answer predict(Path input, Path output, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("predict", path.toString(), "--input", input.toString(), "--output", output.toString()));
        arguments.addAll(Arrays.asList(more));
        return foldwise(arguments.toArray(String[]::new));
    }

    Path path() {
        return path;
    }

    Path file(String name) {
        return path.resolve(name);
    }

    FinishedRun copied(Path target) throws IOException {
        delete(target);
        Files.createDirectories(target.getParent());
        try (Stream<Path> tree = Files.walk(path)) {
            for (Path source : tree.toList()) {
                Files.copy(source, target.resolve(path.relativize(source).toString()));
            }
        }
        return new FinishedRun(target);
    }

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Writes a record with the checksum that it has to have: whoever makes up a record can make up that, too. */
    static void seal(Path file, ObjectNode record) throws IOException {
        record.remove("checksum");
        record.put("checksum", WholeFile.sha256(record.toString()));
        Files.writeString(file, record.toString());
    }

    /** Writes a record as releases did that gave it no checksum, and less of other things. */
    void unseal(String name, String... others) throws IOException {
        ObjectNode record = (ObjectNode) new ObjectMapper().readTree(Files.readString(file(name)));
        record.remove("checksum");
        record.remove(List.of(others));
        Files.writeString(file(name), record.toString());
    }
}
