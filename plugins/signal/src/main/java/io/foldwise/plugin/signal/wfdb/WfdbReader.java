package io.foldwise.plugin.signal.wfdb;

import io.foldwise.plugin.signal.data.Leads;
import io.foldwise.plugin.signal.data.Normalise;
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
import io.foldwise.toolkit.table.Answers;
import io.foldwise.toolkit.table.ClassColumn;
import io.foldwise.toolkit.table.SampleTable;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.PositiveOrZero;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Reads records of PhysioNet's WFDB form below a folder, in millivolts: see {@link WfdbHeader} for what of it. What is true of them is
 * said by a table, which names the records (PTB-XL's {@code ptbxl_database.csv} with its codes, or columns of labels), or by the
 * comments of their headers (LUDB). Without a table, all records of the folder are samples.
 *
 * <p>To predict, it takes a folder, a header, or a text file that names a record of its folder in every line.
 */
@Description(
        "Electrocardiograms in WFDB files (.hea, .dat), labelled by a table's codes or columns, or by header comments")
public final class WfdbReader implements SignalReader {

    /** Where records are, what is asked of them, and who says so. */
    public record Params(
            @Description("Folder of records; those in folders below it are found, too")
            Path records,

            @Description("CSV file with a header that names the records and tells what is true of them")
            Optional<Path> table,

            @Description("Column that names the samples") @Default("id") @NotBlank
            String id,

            @Description("Column that says where their records are, from the folder of records on, with the ending or"
                    + " without; without it, the column of ids does")
            Optional<@NotBlank String> path,

            @Description("Whether samples of the table that there is no record of are left out; else they are refused")
            @Default("false")
            boolean leaveOut,

            @Description("Labels that follow from codes or comments, such as { name = abnormal, none = [NORM] }")
            @Default("[]")
            List<@Valid Finding> findings,

            @Description(
                    "Column of codes with likelihoods, such as {'NORM': 100.0, 'SR': 0.0}, for findings to look at;"
                            + " without it, findings look at the comments of headers")
            Optional<@NotBlank String> codes,

            @Description("Whether only the codes of a record's highest likelihood count") @Default("false")
            boolean likeliest,

            @Description("Likelihood that codes need to count") @Default("0") @PositiveOrZero
            double least,

            @Description("Columns to predict, each a share from 0 to 1; not together with findings") @Default("[]")
            List<@NotBlank String> labels,

            @Description("Column to predict that holds one of several classes: { column = kind, names = [cat, dog] }")
            Optional<@Valid ClassColumn> classes,

            @Description("Columns to predict, each any number") @Default("[]")
            List<@NotBlank String> quantities,

            @Description("Column whose samples of the same cell belong together, such as a patient")
            Optional<@NotBlank String> group,

            @Description(
                    "Columns for splits to ask for, such as a fold; without a table, what comments tell, as <age>: 51"
                            + " does")
            @Default("[]")
            List<@NotBlank String> attributes,

            @Description("Folder of records to predict, or a text file that names them")
            Optional<Path> test,

            @Description(
                    "Labels of records to predict, by the comments of their headers, with the names of findings; without"
                            + " them and with codes, these records have none")
            @Default("[]")
            List<@Valid Finding> testFindings,

            @Description("Leads to read, in this order; upper and lower case are the same")
            @Default("[I, II, III, aVR, aVL, aVF, V1, V2, V3, V4, V5, V6]")
            @NotEmpty
            List<@NotBlank String> leads,

            @Inline SignalParams signal) {

        public Params {
            Answers answers = new Answers(labels, classes, quantities);
            if (table.isEmpty() && !(answers.columns().isEmpty() && codes.isEmpty() && group.isEmpty())) {
                throw new IllegalArgumentException("labels, classes, quantities, codes and group need a table");
            }
            if (!findings.isEmpty() && !labels.isEmpty()) {
                throw new IllegalArgumentException("give findings or labels, not both");
            }
            if (codes.isPresent() && findings.isEmpty()) {
                throw new IllegalArgumentException("codes are for findings to look at; give some");
            }
            requireNames(findings, testFindings, answers);
            if (Leads.repeat(leads)) {
                throw new IllegalArgumentException("leads name one twice");
            }
        }

        private static void requireNames(List<Finding> findings, List<Finding> testFindings, Answers answers) {
            List<String> names = findings.stream().map(Finding::name).toList();
            if (names.stream().distinct().count() < names.size()) {
                throw new IllegalArgumentException("findings name a label twice");
            }
            if (!testFindings.isEmpty()
                    && !(testFindings.stream().map(Finding::name).toList().equals(names)
                            && answers.columns().isEmpty())) {
                throw new IllegalArgumentException(
                        "test-findings must have the names of findings, in their order, and nothing else be asked");
            }
        }
    }

    private final Params params;
    private final Labels labels;
    private final Task task;
    private final SignalReading reading;

    @Inject
    public WfdbReader(Params params) {
        this.params = params;
        this.labels = new Labels(
                params.findings(),
                new Answers(params.labels(), params.classes(), params.quantities()),
                params.codes(),
                params.likeliest(),
                params.least());
        this.task = labels.task();
        this.reading = new SignalReading(params.signal());
    }

    @Override
    public Task task() {
        return task;
    }

    @Override
    public Optional<InputShape> input() {
        return reading.shape(params.leads().size());
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
        return Stream.of(
                        params.table().stream(),
                        WfdbFolder.files(params.records()).stream(),
                        params.test().stream().flatMap(WfdbReader::testFiles))
                .flatMap(files -> files)
                .distinct()
                .toList();
    }

    private static Stream<Path> testFiles(Path test) {
        return Files.isDirectory(test)
                ? WfdbFolder.files(test).stream()
                : Stream.concat(
                        Stream.of(test),
                        Files.isRegularFile(test)
                                ? WfdbFolder.toPredict(test).values().stream().flatMap(WfdbFolder::with)
                                : Stream.of());
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
        Map<String, Path> records = WfdbFolder.records(params.records());
        FoundRecords found = new FoundRecords(params.leads());
        if (params.table().isPresent()) {
            ofTable(params.table().get(), records, found);
        } else {
            records.forEach((name, file) -> found.add(file, header -> sample(name, header), labels::of));
        }
        return found.dataset(params.records(), reading, params.attributes(), true, task);
    }

    private void ofTable(Path file, Map<String, Path> records, FoundRecords found) {
        SampleTable table = SampleTable.read(
                file,
                Stream.of(
                                Stream.of(params.id()),
                                params.path().stream(),
                                params.group().stream(),
                                params.attributes().stream(),
                                labels.columns())
                        .flatMap(columns -> columns));
        SampleTable.Ids ids = table.ids(params.id(), UnaryOperator.identity());
        table.forEach(found.problems(), row -> {
            String id = ids.of(row);
            String name = WfdbFolder.plain(
                    params.path().map(column -> table.cell(row, column)).orElse(id));
            Path record = records.get(name);
            if (record != null) {
                found.add(
                        record,
                        header -> Sample.of(id, table, row, params.group(), params.attributes()),
                        header -> labels.of(header, row, table.header()));
            } else if (!params.leaveOut()) {
                throw row.wrong("there is no record '" + name + "'; leave-out = true leaves out what is not there");
            }
        });
    }

    private Sample sample(String name, WfdbHeader header) {
        Comments comments = new Comments(header.comments());
        return new Sample(
                name,
                "",
                params.attributes().stream()
                        .map(attribute -> comments.attribute(attribute).orElse(""))
                        .toList());
    }

    /** Labelled where headers tell what is asked. */
    @Override
    public Optional<Dataset> test() {
        if (!params.testFindings().isEmpty()) {
            return params.test().map(input -> toPredict(input, Optional.of(params.testFindings())));
        }
        return params.test()
                .map(input ->
                        toPredict(input, labels.ofComments() ? Optional.of(params.findings()) : Optional.empty()));
    }

    @Override
    public Dataset read(Path input) {
        return toPredict(input, Optional.empty());
    }

    private Dataset toPredict(Path input, Optional<List<Finding>> findings) {
        FoundRecords found = new FoundRecords(params.leads());
        WfdbFolder.toPredict(input)
                .forEach((name, file) -> found.add(
                        file,
                        header -> Sample.of(name),
                        header -> Labels.of(
                                findings.orElse(List.of()), new Comments(header.comments()).said(), new float[0])));
        return found.dataset(input, reading, List.of(), findings.isPresent(), task);
    }
}
