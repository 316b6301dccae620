package io.foldwise.plugin.text.table;

import com.google.inject.Inject;
import io.foldwise.plugin.text.group.Groups;
import io.foldwise.plugin.text.linear.AdversarialValidation;
import io.foldwise.plugin.text.tokenizer.Tokenizer;
import io.foldwise.plugin.text.tokens.TokenSequences;
import io.foldwise.spi.Assembler;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Seed;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Preparation;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Shift;
import io.foldwise.spi.data.Task;
import io.foldwise.toolkit.table.Answers;
import io.foldwise.toolkit.table.ClassColumn;
import io.foldwise.toolkit.table.Separator;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads texts of a user's own: a CSV file with a header, or JSON lines with an object in each, that holds a text and what is to be
 * predicted of it. A fold learns its tokens of the texts that it trains on; what is longer than the length is cut at its end,
 * what was not learned is unknown, and the log tells how much of both there was.
 *
 * <p>Files to predict need the text, and the ids if these have a column; other columns that they have are passed over.
 */
@Description("Texts in a CSV file or in JSON lines: ids, texts, and labels, classes or quantities to predict")
public final class TextTableReader implements Reader {

    /** Which files to read, what their columns are, and how texts become tokens. */
    public record Params(
            @Description("CSV file with a header, or JSON lines: the samples that folds are made of")
            Path train,

            @Description("File of samples to predict; it needs no labels")
            Optional<Path> test,

            @Description(
                    "Whether the test file has all columns of the other one, answers too: predictions of it are scored, and"
                            + " nothing is learned of it")
            @Default("false")
            boolean testLabelled,

            @Description("What files are: csv or json-lines; by-name takes .jsonl, .ndjson and .json for JSON lines,"
                    + " all others for CSV")
            @Default("by-name")
            TextFormat format,

            @Description("What stands between the cells of CSV: comma, semicolon, tab or bar") @Default("comma")
            Separator separator,

            @Description("Column that names the samples; unless given it is 'id', or where there is none, samples are"
                    + " numbered from 1")
            Optional<@NotBlank String> id,

            @Description("Column of the texts") @Default("text") @NotBlank
            String text,

            @Description("Columns to predict, each a share from 0 to 1") @Default("[]")
            List<@NotBlank String> labels,

            @Description("Column to predict that holds one of several classes: { column = kind, names = [cat, dog] }")
            Optional<@Valid ClassColumn> classes,

            @Description("Columns to predict, each any number") @Default("[]")
            List<@NotBlank String> quantities,

            @Description("Column of what belongs together, such as an author: grouped splits keep it in one fold")
            Optional<@NotBlank String> group,

            @Description(
                    "Which texts belong together, where no column tells: grouped splits keep texts that are alike in one fold")
            Optional<@Valid Groups> groups,

            @Description("Columns that splits may ask for, such as a source or a fold") @Default("[]")
            List<@NotBlank String> attributes,

            @Description("How texts become tokens, learned of a fold's training part") @Default("{ type = words }")
            Spec<Tokenizer> tokenizer,

            @Description("Whether capital letters count as small ones") @Default("true")
            boolean lowerCase,

            @Description(value = "Where longer texts are cut", unit = "tokens") @Default("256") @Positive @Max(100_000)
            int length) {

        public Params {
            if (testLabelled && test.isEmpty()) {
                throw new IllegalArgumentException("test-labelled is of a test file: name it");
            }
            if (group.isPresent() && groups.isPresent()) {
                throw new IllegalArgumentException("group and groups both say what belongs together: give one of them");
            }
            List<String> columns = Stream.of(
                            id.stream(),
                            Stream.of(text),
                            new Answers(labels, classes, quantities).columns().stream(),
                            group.stream(),
                            attributes.stream())
                    .flatMap(names -> names)
                    .toList();
            HashSet<String> seen = new HashSet<>();
            columns.stream().filter(column -> !seen.add(column)).findFirst().ifPresent(twice -> {
                throw new IllegalArgumentException("column '" + twice + "' is named as two things");
            });
        }
    }

    private final Params params;
    private final Layout layout;
    private final Tokenizer tokenizer;

    @Inject
    public TextTableReader(Params params, Assembler assembler) {
        this.params = params;
        Answers answers = Answers.of(params.labels(), params.classes(), params.quantities());
        this.layout = new Layout(params.id(), params.text(), answers, params.group(), params.attributes());
        this.tokenizer = assembler.build(params.tokenizer());
    }

    @Override
    public Task task() {
        return layout.answers().task();
    }

    /** Empty, as a fold's tokens tell how many categories there are. */
    @Override
    public Optional<InputShape> input() {
        return Optional.empty();
    }

    @Override
    public boolean grouped() {
        return params.group().isPresent() || params.groups().isPresent();
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
        return Optional.of(textPreparation());
    }

    private TextPreparation textPreparation() {
        return new TextPreparation(tokenizer, params.lowerCase(), params.length());
    }

    @Override
    public Dataset train() {
        TextDataset data = dataset(params.train(), true);
        return params.groups()
                .map(groups -> data.grouped(groups.of(tokens(data))))
                .orElse(data);
    }

    private List<int[]> tokens(TextDataset data) {
        Dataset tokens = textPreparation().together(List.of(data)).get(0);
        return TokenSequences.of(tokens, IntStream.range(0, data.size()).toArray());
    }

    @Override
    public Optional<Dataset> test() {
        return params.test().map(file -> dataset(file, params.testLabelled()));
    }

    @Override
    public Dataset read(Path file) {
        return dataset(file, false);
    }

    @Override
    public Optional<Shift> shift(Dataset train, Dataset test, Seed seed) {
        List<TextDataset> both = textPreparation().together(List.of((TextDataset) train, (TextDataset) test));
        return Optional.of(AdversarialValidation.between(both.get(0), both.get(1), seed));
    }

    private TextDataset dataset(Path file, boolean labelled) {
        return TextDataset.raw(
                params.format().read(file, params.separator(), new TextRows(file, layout, labelled)), task(), labelled);
    }
}
