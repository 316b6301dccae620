package io.foldwise.plugin.signal.matlab;

import io.foldwise.plugin.signal.data.Conditioning;
import io.foldwise.plugin.signal.data.EcgTask;
import io.foldwise.plugin.signal.data.Leads;
import io.foldwise.plugin.signal.data.Normalise;
import io.foldwise.plugin.signal.data.Sample;
import io.foldwise.plugin.signal.data.SignalParams;
import io.foldwise.plugin.signal.data.SignalReader;
import io.foldwise.plugin.signal.data.SignalReading;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Preparation;
import io.foldwise.spi.data.Task;
import io.foldwise.toolkit.table.Problems;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads electrocardiograms as the contest AIWIN 2021 gives them: a file of MATLAB for each record, with a matrix {@code [12, steps]},
 * leads in the standard order, and labels of its first or second task, see {@link ContestLabels}. Ids are the names of files
 * without their ending.
 *
 * <p>To predict, it takes a folder of records, or one.
 */
@Description(
        "Electrocardiograms in MATLAB files (.mat) with the labels of the contest AIWIN 2021: normal or not, or twelve")
public final class EcgMatReader implements SignalReader {

    /** Where records and labels are. */
    public record Params(
            @Description("Folder of the records that folds are made of")
            Path records,

            @Description("CSV file of their labels, trainreference.csv")
            Path labels,

            @Description("What is asked: normal-or-not (labels with the header name,tag), or diagnoses (name,1,7)")
            @Default("normal-or-not")
            EcgTask task,

            @Description("Folder of other records to predict")
            Optional<Path> test,

            @Description("Whether labels that there is no record of are left out; else they are refused")
            @Default("false")
            boolean leaveOut,

            @Description("The matrix in each file, [12, steps]") @Default("ecgdata") @NotBlank
            String key,

            @Description("Numbers in a millivolt, which the files do not tell: 1000 for microvolts; without it, 1")
            Optional<@DecimalMin(value = "0", inclusive = false) @DecimalMax("1000000000") Double> gain,

            @Description(value = "Steps in a second, which the files do not tell", unit = "Hz")
            @Default("500")
            @DecimalMin(value = "0", inclusive = false)
            @DecimalMax("1000000")
            double sourceRate,

            @Description("Leads to read, in this order")
            @Default("[I, II, III, aVR, aVL, aVF, V1, V2, V3, V4, V5, V6]")
            @NotEmpty
            List<@NotBlank String> leads,

            @Inline SignalParams signal) {

        public Params {
            Leads.requireStandard(leads);
        }
    }

    private final Params params;
    private final SignalReading reading;

    @Inject
    public EcgMatReader(Params params) {
        this.params = params;
        this.reading = new SignalReading(params.signal());
    }

    @Override
    public Task task() {
        return params.task().task();
    }

    @Override
    public Optional<InputShape> input() {
        return reading.shape(params.leads().size());
    }

    @Override
    public boolean hasTest() {
        return params.test().isPresent();
    }

    @Override
    public List<Path> files() {
        return Stream.of(
                        Stream.of(params.labels()),
                        found(params.records()).stream(),
                        params.test().stream().flatMap(folder -> found(folder).stream()))
                .flatMap(files -> files)
                .toList();
    }

    /** The files of a folder; of one that is not there, the folder. */
    private static List<Path> found(Path folder) {
        return Files.isDirectory(folder) ? List.copyOf(records(folder).values()) : List.of(folder);
    }

    /** By name without the ending. */
    private static Map<String, Path> records(Path folder) {
        Map<String, Path> records = new LinkedHashMap<>();
        try (Stream<Path> entries = Files.list(folder)) {
            entries.filter(file -> file.toString().endsWith(ContestLabels.ENDING))
                    .sorted()
                    .forEach(file ->
                            records.put(ContestLabels.plain(file.getFileName().toString()), file));
        } catch (IOException e) {
            throw new DataException(folder, 0, "cannot be read: " + e.getMessage());
        }
        return records;
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
        Problems problems = new Problems();
        Map<String, Path> records = records(params.records());
        ContestLabels labels = ContestLabels.read(params.labels(), params.task());
        Map<String, Path> labelled = new LinkedHashMap<>();
        labels.targets().keySet().forEach(name -> {
            if (records.containsKey(name)) {
                labelled.put(name, records.get(name));
            } else if (!params.leaveOut()) {
                problems.add(
                        params.labels(),
                        labels.lines().get(name),
                        "there is no record '" + name + "'; leave-out = true leaves out what is not there");
            }
        });
        records.forEach((name, file) -> {
            if (!labels.targets().containsKey(name)) {
                problems.add(file, "has no line in " + params.labels().getFileName());
            }
        });
        if (labelled.isEmpty() && problems.none()) {
            problems.add(params.labels(), "names no record that is there");
        }
        problems.throwIfAny();
        List<float[]> targets = new ArrayList<>();
        labelled.keySet().forEach(name -> targets.add(labels.targets().get(name)));
        return dataset(labelled, Optional.of(targets.toArray(float[][]::new)));
    }

    @Override
    public Optional<Dataset> test() {
        return params.test().map(this::read);
    }

    @Override
    public Dataset read(Path input) {
        Map<String, Path> records = Files.isDirectory(input)
                ? records(input)
                : Map.of(ContestLabels.plain(input.getFileName().toString()), input);
        if (records.isEmpty()) {
            throw new DataException(input, 0, "has no record: no file that ends in " + ContestLabels.ENDING);
        }
        return dataset(records, Optional.empty());
    }

    private Dataset dataset(Map<String, Path> records, Optional<float[][]> targets) {
        List<Path> files = List.copyOf(records.values());
        MatSignals signals = new MatSignals(
                files,
                params.key(),
                params.gain().orElse(1.0),
                Leads.places(params.leads(), Leads.STANDARD),
                params.sourceRate());
        signals.requireMillivolts();
        Conditioning conditioning = reading.conditioning(
                params.leads().size(), MatSignals.extent(files.get(0), params.key(), params.sourceRate()));
        return reading.dataset(
                records.keySet().stream().map(Sample::of).toList(), List.of(), signals, conditioning, task(), targets);
    }
}
