package io.foldwise.engine.store;

import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

        private static Asked of(Head head) {
            return new Asked(head.name(), meaningOf(head), head.storage().equals(Storage.TABLE), head.columns());
        }

        /** The head, where its meaning tells all of it. */
        public Optional<Head> known() {
            return switch (meaning) {
                case CLASSES -> Optional.of(new Classes(name, columns));
                case QUANTITIES -> Optional.of(new Quantities(name, columns));
                case LABELS, OTHER -> Optional.empty();
            };
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

    /** Writes that of a run. */
    public static void write(RunFolder folder, Task task, List<Measured> metrics) {
        TaskRecord record = new TaskRecord(task.heads().stream().map(Asked::of).toList(), metrics);
        SealedRecord.write(folder.task(), record);
    }

    private static Meaning meaningOf(Head head) {
        if (head instanceof LabelSchema) {
            return Meaning.LABELS;
        }
        if (head instanceof Classes) {
            return Meaning.CLASSES;
        }
        return head instanceof Quantities ? Meaning.QUANTITIES : Meaning.OTHER;
    }
}
