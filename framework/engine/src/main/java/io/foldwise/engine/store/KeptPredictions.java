package io.foldwise.engine.store;

import io.foldwise.spi.data.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A file of predictions, asked by the samples' ids and without knowing the head. A table is read at once, arrays when they are asked for. */
public final class KeptPredictions {

    private final Set<String> ids;
    private final List<String> columns;
    private final Source source;

    @FunctionalInterface
    private interface Source {
        Tensor prediction(String id);
    }

    private KeptPredictions(Set<String> ids, List<String> columns, Source source) {
        this.ids = ids;
        this.columns = columns;
        this.source = source;
    }

    /** @throws StoreException if the file is missing or damaged */
    public static KeptPredictions of(Path file) {
        return PredictionStore.holdsArrays(file) ? arrays(file) : table(file);
    }

    private static KeptPredictions arrays(Path file) {
        return new KeptPredictions(ArrayFile.ids(file), List.of(), new ArrayFile.Reader(file)::read);
    }

    private static KeptPredictions table(Path file) {
        List<String> header = new ArrayList<>();
        Map<String, Tensor> rows = new LinkedHashMap<>();
        Csv.forEach(
                file,
                header::addAll,
                row -> rows.put(row.get(0), Tensor.row(PredictionFile.numbers(row.subList(1, row.size())))));
        return new KeptPredictions(rows.keySet(), header.subList(1, header.size()), rows::get);
    }

    /** The ids of all samples. */
    public Set<String> ids() {
        return ids;
    }

    /** The names of a table's columns; empty for arrays. */
    public List<String> columns() {
        return columns;
    }

    /** Empty for a sample that has none. */
    public Optional<Tensor> of(String id) {
        return ids.contains(id) ? Optional.of(source.prediction(id)) : Optional.empty();
    }
}
