package io.foldwise.plugin.example;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Task;
import io.foldwise.toolkit.table.Separator;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads tables of numbers in CSV files with a header: one column of ids, one per label, perhaps attributes, and all others
 * are features. See {@link NumericTable} for the format.
 *
 * <p>Files without labels need the training file's features, in any order; columns of labels and attributes that
 * they have are passed over.
 *
 * <p>Standardised features have mean 0 and variance 1 over the training file. Its statistics include the rows that a fold
 * holds out: their features, never their labels.
 */
@Description("A table of numbers in a CSV file: ids, labels, and all other columns as features")
public final class NumericTableReader implements Reader {

    /** Which files to read, and what their columns are. */
    public record Params(
            @Description("CSV file with a header: the samples that folds are made of")
            Path train,

            @Description("CSV file of samples to predict; it needs no labels")
            Optional<Path> test,

            @Description("What stands between cells: comma, semicolon, tab or bar") @Default("comma")
            Separator separator,

            @Description("Column that names the samples") @Default("id") @NotBlank
            String id,

            @Description("Columns to predict, each a share from 0 to 1") @NotEmpty
            List<@NotBlank String> labels,

            @Description("Columns that are no features, such as a hospital or a fold, for splits to ask for")
            @Default("[]")
            List<@NotBlank String> attributes,

            @Description("Whether features get mean 0 and variance 1, by the statistics of the training file")
            @Default("true")
            boolean standardise) {

        public Params {
            if (new HashSet<>(labels).size() < labels.size()) {
                throw new IllegalArgumentException("labels name a column twice");
            }
            if (new HashSet<>(attributes).size() < attributes.size()) {
                throw new IllegalArgumentException("attributes name a column twice");
            }
            if (labels.contains(id)) {
                throw new IllegalArgumentException("labels name the column of ids, '" + id + "'");
            }
            attributes.stream()
                    .filter(column -> column.equals(id) || labels.contains(column))
                    .findFirst()
                    .ifPresent(column -> {
                        throw new IllegalArgumentException(
                                "attributes name '" + column + "', which is the column of ids or of a label");
                    });
        }
    }

    private final Params params;
    private final Task task;

    @Inject
    public NumericTableReader(Params params) {
        this.params = params;
        this.task = Task.of(LabelSchema.of("labels", params.labels()));
    }

    @Override
    public Task task() {
        return task;
    }

    /** Empty, as only the training file's header tells the features. */
    @Override
    public Optional<InputShape> input() {
        return Optional.empty();
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
    public Dataset train() {
        NumericTable table = trainingTable();
        return new TableDataset(table, task, true, scaling(table));
    }

    @Override
    public Optional<Dataset> test() {
        return params.test().map(this::read);
    }

    @Override
    public Dataset read(Path file) {
        NumericTable training = trainingTable();
        List<String> passedOver = Stream.of(params.labels(), params.attributes())
                .flatMap(List::stream)
                .toList();
        NumericTable table =
                NumericTable.unlabelled(file, params.separator(), params.id(), passedOver, training.features());
        return new TableDataset(table, task, false, scaling(training));
    }

    private NumericTable trainingTable() {
        return NumericTable.labelled(
                params.train(), params.separator(), params.id(), params.labels(), params.attributes());
    }

    private Scaling scaling(NumericTable training) {
        return params.standardise() ? Scaling.standardising(training.values()) : Scaling.none();
    }
}
