package io.foldwise.engine.records;

import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.SealedRecord;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a run asks of its samples and how answers are measured, a run's {@code task.json}: what whoever reads the folder later must
 * know of its tables, and would else have to ask a plugin.
 */
public record TaskRecord(List<Asked> heads, List<Measured> metrics) {

    /** What a head's numbers mean. */
    public enum Meaning {
        /** Each column is a yes-or-no question of its own, a prediction its probability. */
        LABELS,
        /** Columns are classes, a prediction their probabilities, with sum 1. */
        CLASSES,
        /** Columns are quantities. */
        QUANTITIES,
        /** Whatever a plugin says. */
        OTHER
    }

    /**
     * A head.
     *
     * @param table whether its predictions are a table, of these columns
     */
    public record Asked(String name, Meaning meaning, boolean table, List<String> columns) {
        private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_-]+");

        public Asked {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("a head's name becomes that of a file, and '" + name + "' is none");
            }
            Objects.requireNonNull(meaning);
            columns = List.copyOf(columns);
        }
    }

    /** A metric, by the name that it has in {@code scores.json}. */
    public record Measured(String name, String head, boolean higherIsBetter) {
        public Measured {
            Objects.requireNonNull(name);
            Objects.requireNonNull(head);
        }
    }

    public TaskRecord {
        heads = List.copyOf(heads);
        metrics = List.copyOf(metrics);
    }

    public static void write(RunFolder folder, ExperimentParts parts, Task task) {
        SealedRecord.write(folder.task(), of(parts, task));
    }

    private static TaskRecord of(ExperimentParts parts, Task task) {
        return new TaskRecord(
                task.heads().stream()
                        .map(head -> new Asked(
                                head.name(), meaning(head), head.storage().equals(Storage.TABLE), head.columns()))
                        .toList(),
                parts.scoring().metrics().entrySet().stream()
                        .map(metric -> new Measured(
                                metric.getKey(),
                                metric.getValue().head().name(),
                                metric.getValue().metric().higherIsBetter()))
                        .toList());
    }

    private static Meaning meaning(Head head) {
        if (head instanceof LabelSchema) {
            return Meaning.LABELS;
        }
        if (head instanceof Classes) {
            return Meaning.CLASSES;
        }
        return head instanceof Quantities ? Meaning.QUANTITIES : Meaning.OTHER;
    }
}
