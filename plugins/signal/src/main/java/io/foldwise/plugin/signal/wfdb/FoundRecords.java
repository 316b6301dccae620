package io.foldwise.plugin.signal.wfdb;

import io.foldwise.plugin.signal.data.Conditioning;
import io.foldwise.plugin.signal.data.Leads;
import io.foldwise.plugin.signal.data.Sample;
import io.foldwise.plugin.signal.data.SignalReading;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Task;
import io.foldwise.toolkit.table.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Records with a good header and files of the right length; what is wrong with others is gathered. */
final class FoundRecords {

    private final List<String> leads;
    private final Problems problems = new Problems();
    private final List<WfdbHeader> headers = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private final List<float[]> targets = new ArrayList<>();

    /** @param leads that all must have */
    FoundRecords(List<String> leads) {
        this.leads = leads;
    }

    Problems problems() {
        return problems;
    }

    void add(Path file, Function<WfdbHeader, Sample> sample, Function<WfdbHeader, float[]> target) {
        try {
            WfdbHeader header = WfdbHeader.read(file);
            List<String> missing = Leads.missing(leads, header.names());
            if (!missing.isEmpty()) {
                throw new DataException(
                        file,
                        0,
                        "has no lead " + String.join(", ", missing) + "; it has " + String.join(", ", header.names()));
            }
            WfdbValues.requireSizes(header);
            targets.add(target.apply(header));
            samples.add(sample.apply(header));
            headers.add(header);
        } catch (DataException bad) {
            problems.addAll(bad);
        }
    }

    /**
     * All of them as samples.
     *
     * @param folder where they were looked for
     * @throws DataException if anything is wrong with any, or there is none
     */
    Dataset dataset(Path folder, SignalReading reading, List<String> attributes, boolean labelled, Task task) {
        if (headers.isEmpty()) {
            if (problems.none()) {
                problems.add(folder, "has no record that is asked for");
            }
            problems.throwIfAny();
        }
        Conditioning conditioning =
                reading.conditioning(leads.size(), headers.get(0).extent());
        headers.forEach(header ->
                conditioning.problem(header.extent()).ifPresent(problem -> problems.add(header.file(), problem)));
        problems.throwIfAny();
        return reading.dataset(
                samples,
                attributes,
                new WfdbSignals(List.copyOf(headers), leads),
                conditioning,
                task,
                labelled ? Optional.of(targets.toArray(float[][]::new)) : Optional.empty());
    }
}
