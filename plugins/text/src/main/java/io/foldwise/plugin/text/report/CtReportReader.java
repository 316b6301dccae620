package io.foldwise.plugin.text.report;

import com.google.common.base.Suppliers;
import com.google.inject.Inject;
import io.foldwise.plugin.text.group.Groups;
import io.foldwise.plugin.text.linear.AdversarialValidation;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Preparation;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Shift;
import io.foldwise.spi.data.Task;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads the anonymised CT reports of Tianchi contest 531852 (2021): token ids and the regions of the body that are not
 * normal, in round 2 also the types of abnormality. See {@link ReportFiles} for the format.
 *
 * <p>The test file may be labelled. With {@code format = round1} and {@code test-format = round2} its regions are kept and
 * its types passed over, which shows how a model trained on one round's reports does on the other's.
 */
@Description("Anonymised CT reports of Tianchi contest 531852, round 1 or 2")
public final class CtReportReader implements Reader {

    /** Which files to read, in which format, and how much of a report to keep. */
    public record Params(
            @Description("Labelled reports") Path train,

            @Description("Reports to predict") Optional<Path> test,

            @Description("Labels of the training file: round1 (17 regions) or round2 (17 regions, 12 types)")
            @Default("round1")
            Format format,

            @Description("Labels of the test file: unlabelled, round1 or round2") @Default("unlabelled")
            TestFormat testFormat,

            @Description("Tokens are below this; the padding is this") @Default("858") @Min(1) @Max(1_000_000)
            int vocabulary,

            @Description(
                    value =
                            "How much of the beginning of a report is kept; 0 keeps as much as the longest one of train and"
                                    + " test has",
                    unit = "tokens")
            @Default("0")
            @PositiveOrZero
            int maxLength,

            @Description("Tokens to leave out of every report, such as its punctuation [693, 328]") @Default("[]")
            List<Integer> dropTokens,

            @Description(
                    "Which labels are asked for: as the file has them; regions alone, of a file of round 2; or regions and types,"
                            + " of a file of round 1, whose types stand as none and should have no weight in the loss")
            @Default("as-read")
            Labels labels,

            @Description("Ask as well whether anything is not normal: a head of its own, 'any', for a loss of its own")
            @Default("false")
            boolean any,

            @Description("Which reports a grouped split keeps together") @Default("{ by = none }") @Valid
            Groups groups) {

        /** Labels as the files have them. */
        public Params(
                Path train,
                Optional<Path> test,
                Format format,
                TestFormat testFormat,
                int vocabulary,
                int maxLength,
                List<Integer> dropTokens,
                Groups groups) {
            this(train, test, format, testFormat, vocabulary, maxLength, dropTokens, Labels.AS_READ, false, groups);
        }
    }

    /** Which labels are asked for. */
    public enum Labels {
        AS_READ,
        REGIONS,
        REGIONS_AND_TYPES
    }

    /** The labels of a training file. */
    public enum Format {
        ROUND1(ReportFormat.ROUND1),
        ROUND2(ReportFormat.ROUND2);

        private final ReportFormat format;

        Format(ReportFormat format) {
            this.format = format;
        }
    }

    /** The labels of a test file. */
    public enum TestFormat {
        UNLABELLED(ReportFormat.UNLABELLED),
        ROUND1(ReportFormat.ROUND1),
        ROUND2(ReportFormat.ROUND2);

        private final ReportFormat format;

        TestFormat(ReportFormat format) {
            this.format = format;
        }
    }

    private final Params params;
    private final Set<Integer> dropped;
    private final Supplier<List<Report>> train;
    private final Supplier<List<Report>> test;

    @Inject
    public CtReportReader(Params params) {
        if (params.format() == Format.ROUND2
                && params.labels() == Labels.AS_READ
                && params.testFormat() == TestFormat.ROUND1) {
            throw new IncompatibleException(
                    "test-format = round1 has no types, which format = round2 needs; use format = round1");
        }
        this.params = params;
        this.dropped = Set.copyOf(new HashSet<>(params.dropTokens()));
        for (int token : dropped) {
            if (token < 0 || token >= params.vocabulary()) {
                throw new IncompatibleException(
                        "drop-tokens: " + token + " is not in the vocabulary 0.." + (params.vocabulary() - 1));
            }
        }
        this.train = Suppliers.memoize(() -> reports(params.train(), params.format().format));
        this.test = Suppliers.memoize(() -> params.test().stream()
                .flatMap(file -> reports(file, params.testFormat().format).stream())
                .toList());
    }

    @Override
    public Task task() {
        LabelSchema labels = asked().schema();
        return params.any() ? Task.of(labels, ReportDataset.ANY) : Task.of(labels);
    }

    private ReportFormat asked() {
        return switch (params.labels()) {
            case AS_READ -> params.format().format;
            case REGIONS -> ReportFormat.ROUND1;
            case REGIONS_AND_TYPES -> ReportFormat.ROUND2;
        };
    }

    /** Of any length where {@code max-length} is 0, as then only the files tell the longest report. */
    @Override
    public Optional<InputShape> input() {
        return Optional.of(input(parameterLength()));
    }

    /** Where only the files tell the longest report, it is remembered. */
    @Override
    public Optional<Preparation> preparation() {
        return params.maxLength() == 0 ? Optional.of(new LengthLimit()) : Optional.empty();
    }

    @Override
    public boolean grouped() {
        return params.groups().by() != Groups.By.NONE;
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
        return dataset(train.get(), true, length());
    }

    @Override
    public Optional<Dataset> test() {
        return params.test()
                .map(file -> dataset(test.get(), params.testFormat().format.labelled(), length()));
    }

    @Override
    public Dataset read(Path file) {
        return dataset(reports(file, ReportFormat.UNLABELLED), false, parameterLength());
    }

    @Override
    public Optional<Shift> shift(Dataset train, Dataset test, Seed seed) {
        return Optional.of(AdversarialValidation.between(train, test, seed));
    }

    private static int longest(List<Report> reports) {
        return reports.stream().mapToInt(report -> report.tokens().length).max().orElse(0);
    }

    private Dataset dataset(List<Report> reports, boolean labelled, int length) {
        return new ReportDataset(reports, task(), labelled, input(length), params.groups());
    }

    /** What the parameters alone tell. */
    private int parameterLength() {
        return params.maxLength() == 0 ? InputShape.Sequence.ANY_LENGTH : params.maxLength();
    }

    /** Training and test reports are of one shape, so that a model fitted on some reads the others. */
    private int length() {
        return params.maxLength() == 0 ? Math.max(longest(train.get()), longest(test.get())) : params.maxLength();
    }

    private InputShape.Sequence input(int length) {
        return new InputShape.Sequence(params.vocabulary() + 1, length);
    }

    private List<Report> reports(Path file, ReportFormat format) {
        return ReportFiles.read(file, format, params.vocabulary(), dropped);
    }
}
