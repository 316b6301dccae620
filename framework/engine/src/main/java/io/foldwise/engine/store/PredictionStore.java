package io.foldwise.engine.store;

import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The predictions of all heads of a task in one folder, a file for each: {@code oof.csv} for the table of a task of one head,
 * {@code oof-mask.npz} for the arrays of one of several.
 *
 * @param name of the files, without head and extension
 */
public record PredictionStore(Path folder, String name, Task task) {

    /** Predictions of samples that a fold held out. */
    public static final String OUT_OF_FOLD = "oof";

    /** Predictions of the test samples. */
    public static final String TEST = "test";

    /** Targets of the samples that a fold held out, which are predictions that happen to be true. */
    public static final String TRUTH = "truth";

    private static final String TABLE = ".csv";
    private static final String ARRAYS = ".npz";

    /** The file of a head. */
    public Path file(Head head) {
        return folder.resolve(fileName(head));
    }

    /** The name of a head's file. */
    public String fileName(Head head) {
        String extension = head.storage().equals(Storage.TABLE) ? TABLE : ARRAYS;
        return name + (task.single() ? "" : "-" + head.name()) + extension;
    }

    /** The names of all files. */
    public List<String> fileNames() {
        return task.heads().stream().map(this::fileName).toList();
    }

    /** Begins to write the predictions of samples. */
    public Writer write(List<String> ids) {
        return new Writer(ids);
    }

    /** Writes the tables among the predictions; arrays are large, and are left where they are. */
    public void writeTables(Predictions predictions) {
        task.heads().stream()
                .filter(head -> head.storage().equals(Storage.TABLE))
                .forEach(head -> PredictionFile.write(file(head), head, predictions));
    }

    /**
     * Writes predictions to a file of the user's: a table, or arrays as numpy reads them. Of several heads each has a file of its
     * own, with the head's name after that of the file.
     */
    public static void export(Path file, Task task, Predictions predictions) {
        for (Head head : task.heads()) {
            Path own = exported(file, task, head);
            if (head.storage() instanceof Storage.Arrays kept) {
                exportArrays(own, head, kept, predictions);
            } else {
                PredictionFile.write(own, head, predictions);
            }
        }
    }

    /** The files that {@link #export} writes. */
    public static List<Path> exported(Path file, Task task) {
        return task.heads().stream().map(head -> exported(file, task, head)).toList();
    }

    private static Path exported(Path file, Task task, Head head) {
        if (task.single()) {
            return file;
        }
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        int end = dot > 0 ? dot : name.length();
        return file.resolveSibling(name.substring(0, end) + "-" + head.name() + name.substring(end));
    }

    private static void exportArrays(Path file, Head head, Storage.Arrays kept, Predictions predictions) {
        WholeFile.write(file, partial -> {
            try (ArrayFile.Writer writer = new ArrayFile.Writer(partial, kept.cell())) {
                for (int sample = 0; sample < predictions.size(); sample++) {
                    writer.add(predictions.ids().get(sample), predictions.of(head, sample));
                }
            }
        });
    }

    /**
     * The predictions that were written for the samples. Tables are read at once, arrays when they are asked for.
     *
     * @throws StoreException if a file is missing or damaged
     */
    public Predictions read(List<String> ids) {
        Map<Head, Predictions.Source> sources = new HashMap<>();
        for (Head head : task.heads()) {
            sources.put(head, source(head, ids));
        }
        return new Predictions(ids, (head, sample) -> sources.get(head).prediction(head, sample));
    }

    private Predictions.Source source(Head head, List<String> ids) {
        if (head.storage().equals(Storage.TABLE)) {
            float[][] rows = PredictionFile.read(file(head), head);
            if (rows.length != ids.size()) {
                throw new StoreException(file(head) + " is of " + rows.length + " samples, not of " + ids.size());
            }
            return (same, sample) -> Tensor.row(rows[sample]);
        }
        ArrayFile.Reader arrays = new ArrayFile.Reader(file(head));
        return (same, sample) -> arrays.read(ids.get(sample));
    }

    static boolean holdsArrays(Path file) {
        return file.toString().endsWith(ARRAYS);
    }

    /**
     * Predictions of samples among those that were written, in whatever order.
     *
     * @throws StoreException if a file is missing, damaged, of another head, or has no prediction for one of the samples
     */
    public Predictions find(List<String> ids) {
        Map<Head, Predictions.Source> sources = new HashMap<>();
        for (Head head : task.heads()) {
            sources.put(head, found(head, ids));
        }
        return new Predictions(ids, (head, sample) -> sources.get(head).prediction(head, sample));
    }

    private Predictions.Source found(Head head, List<String> ids) {
        Path file = file(head);
        KeptPredictions kept = KeptPredictions.of(file);
        if (!kept.columns().equals(head.columns())) {
            throw new StoreException(file + " has the columns " + String.join(", ", kept.columns()) + ", not "
                    + String.join(", ", head.columns()));
        }
        List<String> missing =
                ids.stream().filter(id -> !kept.ids().contains(id)).toList();
        if (!missing.isEmpty()) {
            throw new StoreException(file + " has no prediction for " + missing.size() + " of " + ids.size()
                    + " samples, such as '" + missing.get(0) + "'");
        }
        return (same, sample) -> kept.of(ids.get(sample)).orElseThrow();
    }

    /**
     * The ids of the samples that a file holds predictions for.
     *
     * @throws StoreException if it is missing or damaged
     */
    public static Set<String> ids(Path file) {
        if (holdsArrays(file)) {
            return ArrayFile.ids(file);
        }
        Set<String> ids = new LinkedHashSet<>();
        Csv.forEach(file, header -> {}, row -> ids.add(row.get(0)));
        return ids;
    }

    /** Takes predictions in any order: arrays go to their files at once, tables when all are there. */
    public final class Writer implements AutoCloseable {

        private final List<String> ids;
        private final Map<Head, Tensor[]> tables = new LinkedHashMap<>();
        private final Map<Head, ArrayFile.Writer> arrays = new LinkedHashMap<>();

        private Writer(List<String> ids) {
            this.ids = ids;
            for (Head head : task.heads()) {
                if (head.storage() instanceof Storage.Arrays kept) {
                    arrays.put(head, new ArrayFile.Writer(file(head), kept.cell()));
                } else {
                    tables.put(head, new Tensor[ids.size()]);
                }
            }
        }

        /**
         * @param place of the sample among all
         * @param ofHeads a prediction for each head
         */
        public void add(int place, List<Tensor> ofHeads) {
            for (int number = 0; number < ofHeads.size(); number++) {
                Head head = task.heads().get(number);
                if (tables.containsKey(head)) {
                    tables.get(head)[place] = ofHeads.get(number);
                } else {
                    arrays.get(head).add(ids.get(place), ofHeads.get(number));
                }
            }
        }

        @Override
        public void close() {
            arrays.values().forEach(ArrayFile.Writer::close);
            tables.forEach((head, rows) ->
                    PredictionFile.write(file(head), head, new Predictions(ids, (same, sample) -> rows[sample])));
        }
    }
}
