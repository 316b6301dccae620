package io.foldwise.plugin.signal.table;

import io.foldwise.plugin.signal.data.Conditioning;
import io.foldwise.plugin.signal.data.Extent;
import io.foldwise.plugin.signal.data.Normalise;
import io.foldwise.plugin.signal.data.Recordings;
import io.foldwise.plugin.signal.data.Sample;
import io.foldwise.plugin.signal.data.SignalParams;
import io.foldwise.plugin.signal.data.SignalReader;
import io.foldwise.plugin.signal.data.SignalReading;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Preparation;
import io.foldwise.spi.data.Task;
import io.foldwise.toolkit.numpy.ArrayPlace;
import io.foldwise.toolkit.numpy.ArraySlices;
import io.foldwise.toolkit.table.Answers;
import io.foldwise.toolkit.table.ClassColumn;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads signals of any kind from an array of numpy, {@code [records, time, leads]} or {@code [records, leads, time]}, or from CSV files
 * of one record each. A table in a CSV file tells what is true of them, of arrays in the order of records; or, for arrays, another
 * array does, and ids are the numbers of records.
 *
 * <p>To predict, it takes an array as that of training, a folder of CSV files, or one.
 */
@Description(
        "Signals in arrays of numpy, .npy or .npz, or in CSV files of one record each, with labels in a table or an array")
public final class SignalTableReader implements SignalReader {

    /** Where signals are, and what is true of them. */
    public record Params(
            @Description("Array of signals: { file = signals.npy }, or { file = all.npz, array = signals }")
            Optional<@Valid ArrayPlace> signals,

            @Description(
                    "Folder of CSV files instead: each a record, with a header that names leads and a row for every step")
            Optional<Path> folder,

            @Description("What the array's axes are: time-leads or leads-time, behind records") @Default("time-leads")
            Axes axes,

            @Description("Which leads of the array, counted from 0; without them, all") @Default("[]")
            List<@PositiveOrZero Integer> channels,

            @Description("Columns of CSV files to read, in this order") @Default("[]")
            List<@NotBlank String> columns,

            @Description(value = "Steps in a second, which neither arrays nor CSV files tell", unit = "Hz")
            @DecimalMin(value = "0", inclusive = false)
            @DecimalMax("1000000")
            double sourceRate,

            @Description(
                    "CSV file with a header and a row for every record: of an array in its order; else the column of ids"
                            + " names the files, with .csv or without")
            Optional<Path> table,

            @Description("Column that names the samples") @Default("id") @NotBlank
            String id,

            @Description("Columns to predict, each a share from 0 to 1") @Default("[]")
            List<@NotBlank String> labels,

            @Description("Column to predict that holds one of several classes: { column = kind, names = [cat, dog] }")
            Optional<@Valid ClassColumn> classes,

            @Description("Columns to predict, each any number") @Default("[]")
            List<@NotBlank String> quantities,

            @Description("Column whose samples of the same cell belong together, such as a patient")
            Optional<@NotBlank String> group,

            @Description("Columns for splits to ask for, such as a fold") @Default("[]")
            List<@NotBlank String> attributes,

            @Description("Array of what is to be predicted, in place of a table")
            Optional<@Valid AnswerArray> answers,

            @Description("Array of signals to predict") Optional<@Valid ArrayPlace> test,

            @Description("Folder of CSV files to predict") Optional<Path> testFolder,

            @Inline SignalParams signal) {

        public Params {
            Answers asked = new Answers(labels, classes, quantities);
            require(signals.isPresent() != folder.isPresent(), "give either signals or folder");
            require(table.isPresent() != answers.isPresent(), "give either table or answers");
            require(answers.isEmpty() || signals.isPresent(), "answers are for signals in an array");
            require(
                    answers.isEmpty() || asked.columns().isEmpty() && group.isEmpty() && attributes.isEmpty(),
                    "labels, classes, quantities, group and attributes are columns of a table");
            require(folder.isEmpty() || !columns.isEmpty(), "CSV files need columns: which to read");
            require(folder.isPresent() || columns.isEmpty(), "columns are those of CSV files; arrays have channels");
            require(
                    signals.isPresent() || channels.isEmpty(),
                    "channels are those of an array; CSV files have columns");
            require(test.isEmpty() || signals.isPresent(), "test is an array; give test-folder");
            require(testFolder.isEmpty() || folder.isPresent(), "test-folder is one of CSV files; give test");
            require(new HashSet<>(columns).size() == columns.size(), "columns name one twice");
            require(new HashSet<>(channels).size() == channels.size(), "channels name one twice");
        }

        private static void require(boolean good, String otherwise) {
            if (!good) {
                throw new IllegalArgumentException(otherwise);
            }
        }
    }

    private final Params params;
    private final Optional<Answers> asked;
    private final Task task;
    private final SignalReading reading;

    @Inject
    public SignalTableReader(Params params) {
        this.params = params;
        this.asked = params.table().map(table -> Answers.of(params.labels(), params.classes(), params.quantities()));
        this.task = asked.map(Answers::task)
                .orElseGet(() -> Task.of(params.answers().orElseThrow().head()));
        this.reading = new SignalReading(params.signal());
    }

    @Override
    public Task task() {
        return task;
    }

    @Override
    public Optional<InputShape> input() {
        int leads = params.columns().size() + params.channels().size();
        return leads == 0 ? Optional.empty() : reading.shape(leads);
    }

    @Override
    public boolean grouped() {
        return params.group().isPresent();
    }

    @Override
    public boolean hasTest() {
        return params.test().isPresent() || params.testFolder().isPresent();
    }

    @Override
    public List<Path> files() {
        return Stream.of(
                        params.signals().stream().map(ArrayPlace::file),
                        params.folder().stream().flatMap(CsvFolder::files),
                        params.table().stream(),
                        params.answers().stream().map(AnswerArray::file),
                        params.test().stream().map(ArrayPlace::file),
                        params.testFolder().stream().flatMap(CsvFolder::files))
                .flatMap(files -> files)
                .distinct()
                .toList();
    }

    @Override
    public Normalise normalise() {
        return reading.normalise();
    }

    @Override
    public Optional<Preparation> preparation() {
        return reading.preparation(input());
    }

    @Override
    public Dataset train() {
        if (params.signals().isEmpty()) {
            return ofFolder(params.folder().orElseThrow());
        }
        ArraySlices array = open(params.signals().get());
        if (params.answers().isPresent()) {
            float[][] targets = params.answers().get().targets(array.size());
            return dataset(numbered(array), List.of(), source(array), Optional.of(targets));
        }
        RecordRows rows = rows(Optional.empty());
        if (rows.samples().size() != array.size()) {
            throw array.wrong("holds " + array.size() + " records, but "
                    + params.table().orElseThrow().getFileName() + " has "
                    + rows.samples().size() + " rows");
        }
        return dataset(rows.samples(), params.attributes(), source(array), Optional.of(rows.targets()));
    }

    private Dataset ofFolder(Path folder) {
        RecordRows rows = rows(Optional.of(CsvFolder.records(folder)));
        return dataset(rows.samples(), params.attributes(), source(rows.files()), Optional.of(rows.targets()));
    }

    private RecordRows rows(Optional<Map<String, Path>> records) {
        return RecordRows.read(
                params.table().orElseThrow(),
                new RecordRows.Columns(params.id(), asked.orElseThrow(), params.group(), params.attributes()),
                records);
    }

    @Override
    public Optional<Dataset> test() {
        return params.test().map(this::toPredict).or(() -> params.testFolder().map(this::read));
    }

    @Override
    public Dataset read(Path input) {
        if (params.signals().isPresent()) {
            return toPredict(new ArrayPlace(input, params.signals().get().array()));
        }
        Map<String, Path> records = CsvFolder.toPredict(input);
        return dataset(
                records.keySet().stream().map(Sample::of).toList(),
                List.of(),
                source(List.copyOf(records.values())),
                Optional.empty());
    }

    private Dataset toPredict(ArrayPlace place) {
        ArraySlices array = open(place);
        return dataset(numbered(array), List.of(), source(array), Optional.empty());
    }

    private ArraySlices open(ArrayPlace place) {
        ArraySlices array = ArraySlices.open(place);
        ArraySignals.require(array, params.axes(), params.channels());
        return array;
    }

    private static List<Sample> numbered(ArraySlices array) {
        return IntStream.range(0, array.size())
                .mapToObj(Integer::toString)
                .map(Sample::of)
                .toList();
    }

    /** Where signals come from, and what they are brought to. */
    private record Source(Recordings recordings, Conditioning conditioning) {}

    private Source source(ArraySlices array) {
        int[] leads = ArraySignals.wanted(array, params.axes(), params.channels());
        Extent extent = ArraySignals.extent(array, params.axes(), params.sourceRate());
        Conditioning conditioning = reading.conditioning(leads.length, extent);
        conditioning.problem(extent).ifPresent(problem -> {
            throw array.wrong(problem);
        });
        return new Source(new ArraySignals(array, params.axes(), leads, params.sourceRate()), conditioning);
    }

    private Source source(List<Path> files) {
        Extent first = CsvSignals.extent(files.get(0), params.columns(), params.sourceRate());
        return new Source(
                new CsvSignals(List.copyOf(files), params.columns(), params.sourceRate()),
                reading.conditioning(params.columns().size(), first));
    }

    private Dataset dataset(List<Sample> samples, List<String> attributes, Source source, Optional<float[][]> targets) {
        return reading.dataset(samples, attributes, source.recordings(), source.conditioning(), task, targets);
    }
}
