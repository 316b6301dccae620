package io.foldwise.plugin.example;

import io.foldwise.plugin.example.NumericTable.Layout;
import io.foldwise.plugin.example.NumericTable.Role;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Preparation;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Task;
import io.foldwise.toolkit.table.Answers;
import io.foldwise.toolkit.table.ClassColumn;
import io.foldwise.toolkit.table.Separator;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads tables in CSV files with a header: a column of ids, columns to predict, perhaps attributes, and all others are features. See {@link
 * NumericTable} for the format, {@link Answers} for what can be predicted, and {@link TablePreparation} for what a fold learns of
 * its training part before a model sees the features.
 *
 * <p>Files to predict need the training file's features, in any order; other columns that they have are passed over. Samples of
 * {@link #read} are numbered from 1 where there is no column of ids.
 */
@Description("A table in a CSV file: ids, labels, classes or quantities to predict, and all other columns as features")
public final class NumericTableReader implements Reader {

    /** Which files to read, and what their columns are. */
    public record Params(
            @Description("CSV file with a header: the samples that folds are made of")
            Path train,

            @Description("CSV file of samples to predict; it needs no labels")
            Optional<Path> test,

            @Description(
                    "Whether the test file has all columns of the other one, answers too: predictions of it are scored, and"
                            + " nothing is learned of it")
            @Default("false")
            boolean testLabelled,

            @Description("What stands between cells: comma, semicolon, tab or bar") @Default("comma")
            Separator separator,

            @Description("Column that names the samples") @Default("id") @NotBlank
            String id,

            @Description("Columns to predict, each a share from 0 to 1") @Default("[]")
            List<@NotBlank String> labels,

            @Description("Column to predict that holds one of several classes: { column = kind, names = [cat, dog] }")
            Optional<@Valid ClassColumn> classes,

            @Description("Columns to predict, each any number") @Default("[]")
            List<@NotBlank String> quantities,

            @Description("Columns of features that are words, not numbers; blanks around a word do not count")
            @Default("[]")
            List<@NotBlank String> categories,

            @Description(
                    "Column of what belongs together, such as a patient: grouped splits keep it in one fold; no feature")
            Optional<@NotBlank String> group,

            @Description("Columns that are no features, such as a hospital or a fold, for splits to ask for")
            @Default("[]")
            List<@NotBlank String> attributes,

            @Description(
                    "What becomes of empty cells: refuse, impute (the median takes their place) or impute-and-mark")
            @Default("refuse")
            Missing missing,

            @Description("How cells say that a value is missing, besides being empty: [NA, \"?\"]") @Default("[]")
            List<@NotBlank String> missingValues,

            @Description("Whether numbers get mean 0 and variance 1, by the statistics of a fold's training part")
            @Default("true")
            boolean standardise) {

        public Params {
            if (new HashSet<>(labels).size() < labels.size()) {
                throw new IllegalArgumentException("labels name a column twice");
            }
            if (testLabelled && test.isEmpty()) {
                throw new IllegalArgumentException("test-labelled is of a test file: name it");
            }
            List<String> answers = new Answers(labels, classes, quantities).columns();
            if (new HashSet<>(attributes).size() < attributes.size()) {
                throw new IllegalArgumentException("attributes name a column twice");
            }
            if (attributes.contains(id)) {
                throw new IllegalArgumentException("attributes name the column of ids, '" + id + "'");
            }
            if (new HashSet<>(categories).size() < categories.size()) {
                throw new IllegalArgumentException("categories name a column twice");
            }
            if (Stream.concat(answers.stream(), categories.stream())
                    .anyMatch(column -> group.filter(column::equals).isPresent())) {
                throw new IllegalArgumentException(
                        "the column of groups, '" + group.get() + "', is named as something else, too");
            }
            if (group.filter(id::equals).isPresent()) {
                throw new IllegalArgumentException("every sample has an id of its own, so '" + id + "' groups none");
            }
            for (String column :
                    Stream.concat(answers.stream(), categories.stream()).toList()) {
                if (column.equals(id)) {
                    throw new IllegalArgumentException(
                            "the column of ids, '" + id + "', is named as something else, too");
                }
                if (attributes.contains(column)) {
                    throw new IllegalArgumentException("attributes name a column that is used, '" + column + "'");
                }
                if (answers.contains(column) && categories.contains(column)) {
                    throw new IllegalArgumentException("categories name a column to predict, '" + column + "'");
                }
            }
        }
    }

    private final Params params;
    private final Layout layout;

    @Inject
    public NumericTableReader(Params params) {
        this.params = params;
        Answers answers = Answers.of(params.labels(), params.classes(), params.quantities());
        this.layout = new Layout(
                params.separator(),
                params.id(),
                answers,
                params.group(),
                params.categories(),
                params.attributes(),
                new FeatureCells(
                        params.missing(),
                        params.missingValues().stream().map(String::strip).collect(Collectors.toUnmodifiableSet())));
    }

    @Override
    public Task task() {
        return layout.answers().task();
    }

    /** Empty, as only the training file's header tells the features. */
    @Override
    public Optional<InputShape> input() {
        return Optional.empty();
    }

    @Override
    public boolean grouped() {
        return params.group().isPresent();
    }

    @Override
    public boolean hasTest() {
        return params.test().isPresent();
    }

    @Override
    public List<Path> files() {
        return Stream.concat(Stream.of(params.train()), params.test().stream()).toList();
    }

    @Override
    public Optional<Preparation> preparation() {
        return Optional.of(new TablePreparation(params.standardise(), params.missing()));
    }

    @Override
    public Dataset train() {
        return dataset(params.train(), Role.TRAINING);
    }

    @Override
    public Optional<Dataset> test() {
        return params.test().map(file -> dataset(file, params.testLabelled() ? Role.SCORED : Role.TEST));
    }

    @Override
    public Dataset read(Path file) {
        return dataset(file, Role.NEW);
    }

    private Dataset dataset(Path file, Role role) {
        return TableDataset.raw(NumericTable.read(file, layout, role), task(), role.labelled());
    }
}
