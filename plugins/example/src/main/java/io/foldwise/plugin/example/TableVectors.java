package io.foldwise.plugin.example;

import io.foldwise.plugin.example.TableFeature.Category;
import io.foldwise.plugin.example.TableFeature.Number;
import io.foldwise.toolkit.table.TableHeader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The vectors of a table's rows: its numbers, then its categories, each by what was learned of its column. */
final class TableVectors {

    private final NumericTable table;
    private final List<Number> numbers;
    private final List<Category> categories;
    private final int[] numberIndices;
    private final int[] categoryIndices;
    private final int width;

    /** @throws io.foldwise.spi.data.DataException if the table has other features */
    TableVectors(NumericTable table, List<Number> numbers, List<Category> categories) {
        requireSame(table.header(), columns(numbers), table.numbers());
        requireSame(table.header(), columns(categories), table.categories());
        this.table = table;
        this.numbers = numbers;
        this.categories = categories;
        this.numberIndices = indices(table.numbers(), columns(numbers));
        this.categoryIndices = indices(table.categories(), columns(categories));
        this.width = Stream.concat(numbers.stream(), categories.stream())
                .mapToInt(TableFeature::width)
                .sum();
    }

    /** Refuses a file whose features are not those that were learned from. */
    private static void requireSame(TableHeader header, List<String> learned, List<String> features) {
        Set<String> here = Set.copyOf(features);
        Set<String> known = Set.copyOf(learned);
        header.refuse(Stream.concat(
                learned.stream()
                        .filter(column -> !here.contains(column))
                        .map(column -> "has no column '" + column + "'"),
                features.stream()
                        .filter(column -> !known.contains(column))
                        .map(column -> "column '" + column + "' is not in the training file")));
    }

    private static List<String> columns(List<? extends TableFeature> features) {
        return features.stream().map(TableFeature::column).toList();
    }

    private static int[] indices(List<String> all, List<String> some) {
        Map<String, Integer> places = new HashMap<>();
        all.forEach(column -> places.put(column, places.size()));
        return some.stream().mapToInt(places::get).toArray();
    }

    int width() {
        return width;
    }

    /** A row's numbers, {@code [width]}. */
    float[] of(int row) {
        float[] vector = new float[width];
        int place = 0;
        for (int i = 0; i < numberIndices.length; i++) {
            numbers.get(i).write(table.values()[row][numberIndices[i]], vector, place);
            place += numbers.get(i).width();
        }
        for (int i = 0; i < categoryIndices.length; i++) {
            categories.get(i).write(table.words()[row][categoryIndices[i]], vector, place);
            place += categories.get(i).width();
        }
        return vector;
    }
}
