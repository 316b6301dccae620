package io.foldwise.plugin.text.synthetic;

import com.google.common.base.Suppliers;
import com.google.inject.Inject;
import io.foldwise.plugin.text.group.Groups;
import io.foldwise.plugin.text.linear.AdversarialValidation;
import io.foldwise.plugin.text.report.Report;
import io.foldwise.plugin.text.report.ReportDataset;
import io.foldwise.plugin.text.report.ReportFiles;
import io.foldwise.plugin.text.report.ReportFormat;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Shift;
import io.foldwise.spi.data.Task;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Invents reports that look and behave like the contest's, for trying things without its data: a number of regions that
 * are rarely ill and often together, synonyms, boilerplate, negations that only the order of words tells from findings,
 * wrong words, wrong labels, and a test set from a hospital with other habits. The same parameters give the same reports.
 */
@Description("Invented CT reports, which need no download")
public final class SyntheticReportsReader implements Reader {

    /** Where {@link #write} writes labelled reports, reports to predict, and what those should be predicted as. */
    public static final String TRAIN = "train.csv";

    public static final String TEST = "test.csv";
    public static final String TEST_LABELS = "test-labels.csv";

    /** How many reports to make up, and how hard they are. */
    public record Params(
            @Description("How many labelled reports") @Default("2000") @Positive
            int trainReports,

            @Description("How many reports to predict") @Default("500") @PositiveOrZero
            int testReports,

            @Description("How many tokens the language has") @Default("858") @Min(50) @Max(1_000_000)
            int vocabulary,

            @Description("Labels: regions of the body, frequent to rare") @Default("17") @Min(2) @Max(100)
            int regions,

            @Description("Labels: types of abnormality; 0 labels regions only") @Default("0") @PositiveOrZero @Max(100)
            int types,

            @Description(value = "No report is longer", unit = "tokens")
            @Default("104")
            @Min(Dictation.LONGEST_STATEMENT)
            int maxLength,

            @Description("Share of statements in which only the order of words tells ill from normal")
            @Default("0.5")
            @DecimalMin("0")
            @DecimalMax("1")
            double difficulty,

            @Description("Share of tokens that are random") @Default("0.02") @DecimalMin("0") @DecimalMax("1")
            double noise,

            @Description("Share of true labels that are replaced by a random one")
            @Default("0.02")
            @DecimalMin("0")
            @DecimalMax("1")
            double labelNoise,

            @Description("How much the test set's habits differ from the training set's: 0 not at all, 1 very")
            @Default("0.3")
            @DecimalMin("0")
            @DecimalMax("1")
            double shift,

            @Description("Other seeds give other languages and other reports") @Default("1") @Positive
            long seed,

            @Description("Which reports a grouped split keeps together") @Default("{ by = none }") @Valid
            Groups groups) {}

    /** How many types of finding there are where they are not labelled. */
    private static final int UNLABELLED_TYPES = 12;

    private final Params params;
    private final ReportFormat format;
    private final Supplier<List<Report>> train;
    private final Supplier<List<Report>> test;

    @Inject
    public SyntheticReportsReader(Params params) {
        this.params = params;
        this.format = ReportFormat.of(params.regions(), params.types());
        this.train = Suppliers.memoize(() -> invent("train", params.trainReports(), 0));
        this.test = Suppliers.memoize(() -> invent("test", params.testReports(), params.shift()));
    }

    private List<Report> invent(String branch, int reports, double shift) {
        Seed seed = new Seed(params.seed());
        int types = params.types() == 0 ? UNLABELLED_TYPES : params.types();
        Lexicon lexicon = Lexicon.invent(
                params.vocabulary(),
                params.regions(),
                types,
                seed.branch("lexicon", 0).random());
        Habits habits = Habits.form(
                        params.regions(),
                        types,
                        params.difficulty(),
                        seed.branch("habits", 0).random())
                .shifted(shift, seed.branch("shift", 0).random());
        Noise noise =
                new Noise(params.vocabulary(), params.regions(), params.types(), params.noise(), params.labelNoise());
        return IntStream.range(0, reports)
                .mapToObj(row -> new Dictation(
                                lexicon, habits, seed.branch(branch, row).random())
                        .report(Integer.toString(row), params.maxLength(), noise))
                .toList();
    }

    @Override
    public Task task() {
        return Task.of(format.schema());
    }

    @Override
    public Optional<InputShape> input() {
        return Optional.of(shape());
    }

    private InputShape.Sequence shape() {
        return new InputShape.Sequence(params.vocabulary() + 1, params.maxLength());
    }

    @Override
    public boolean grouped() {
        return params.groups().by() != Groups.By.NONE;
    }

    @Override
    public boolean hasTest() {
        return params.testReports() > 0;
    }

    @Override
    public List<Path> files() {
        return List.of();
    }

    @Override
    public Dataset train() {
        return dataset(train.get(), true);
    }

    @Override
    public Optional<Dataset> test() {
        return hasTest() ? Optional.of(dataset(test.get(), false)) : Optional.empty();
    }

    @Override
    public Dataset read(Path file) {
        return dataset(ReportFiles.read(file, ReportFormat.UNLABELLED, params.vocabulary(), Set.of()), false);
    }

    @Override
    public Optional<Shift> shift(Dataset train, Dataset test, Seed seed) {
        return Optional.of(AdversarialValidation.between(train, test, seed));
    }

    private Dataset dataset(List<Report> reports, boolean labelled) {
        return new ReportDataset(reports, task(), labelled, shape(), params.groups());
    }

    /** Writes the reports as the contest would, into files that the reader {@code ct-report} reads, and the answers. */
    public void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        ReportFiles.write(directory.resolve(TRAIN), format, train.get());
        ReportFiles.write(directory.resolve(TEST), ReportFormat.UNLABELLED, test.get());
        ReportFiles.write(directory.resolve(TEST_LABELS), format, test.get());
    }
}
