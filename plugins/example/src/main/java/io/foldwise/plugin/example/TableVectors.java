package io.foldwise.plugin.example;

import io.foldwise.plugin.example.TableFeature.Category;
import io.foldwise.plugin.example.TableFeature.Number;
import io.foldwise.toolkit.table.Problems;
import io.foldwise.toolkit.table.TableHeader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The vectors of a table's rows: its numbers, then its categories, each by what was learned of its column. */
final class TableVectors {

    private final NumericTable table;
    private final List<Number> numbers;
    private final List<Category> categories;
    private final int[] numberIndices;
    private final int[] categoryIndices;
    private final int width;
    private final int unknownColumns;

    /** @throws io.foldwise.spi.data.DataException if the table misses a feature, or there is something wrong with one */
    TableVectors(NumericTable table, List<Number> numbers, List<Category> categories) {
        requireAll(table.header(), columns(numbers), table.numbers());
        requireAll(table.header(), columns(categories), table.categories());
        this.table = table;
        this.numbers = numbers;
        this.categories = categories;
        this.numberIndices = indices(table.numbers(), columns(numbers));
        this.categoryIndices = indices(table.categories(), columns(categories));
        this.width = Stream.concat(numbers.stream(), categories.stream())
                .mapToInt(TableFeature::width)
                .sum();
        this.unknownColumns = table.numbers().size() + table.categories().size() - numbers.size() - categories.size();
        Problems.throwIfAny(
                numbers.stream().map(Number::column).map(table.flaws()::get).filter(Objects::nonNull));
    }

    /** Refuses a file without some of the features that were learned from; those that it has besides are passed over. */
    private static void requireAll(TableHeader header, List<String> learned, List<String> features) {
        Set<String> here = Set.copyOf(features);
        header.refuse(learned.stream()
                .filter(column -> !here.contains(column))
                .map(column -> "has no column '" + column + "'"));
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

    /** How many of a row's cells are of a column that nothing was learned from, or hold a word that was not. */
    int unknown(int row) {
        return unknownColumns
                + (int) IntStream.range(0, categoryIndices.length)
                        .filter(i -> !categories.get(i).knows(table.words()[row][categoryIndices[i]]))
                        .count();
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
