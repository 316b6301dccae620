package io.foldwise.plugin.example;

import io.foldwise.plugin.example.TableFeature.Category;
import io.foldwise.plugin.example.TableFeature.Number;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Preparation;
import io.foldwise.toolkit.table.CsvLines;
import io.foldwise.toolkit.table.CsvRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Learns of a fold's training part what makes vectors of rows: which columns there are, what their numbers have to be shifted and
 * scaled by to have mean 0 and variance 1, their medians, and which categories occur.
 *
 * @param standardise whether numbers are shifted and scaled
 * @param missing whether empty cells are marked
 */
record TablePreparation(boolean standardise, Missing missing) implements Preparation {

    @Override
    public Fitted fit(Dataset raw, int[] rows) {
        NumericTable table = ((TableDataset) raw).table();
        List<Number> numbers = IntStream.range(0, table.numbers().size())
                .mapToObj(column -> number(table, column, rows))
                .toList();
        List<Category> categories = IntStream.range(0, table.categories().size())
                .mapToObj(column -> category(table, column, rows))
                .toList();
        return new FittedTable(numbers, categories);
    }

    private Number number(NumericTable table, int column, int[] rows) {
        double[] known = Arrays.stream(rows)
                .mapToDouble(row -> table.values()[row][column])
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        double median = known.length == 0 ? 0 : (known[(known.length - 1) / 2] + known[known.length / 2]) / 2;
        boolean marked = missing == Missing.IMPUTE_AND_MARK && known.length < rows.length;
        if (!standardise) {
            return new Number(table.numbers().get(column), median, marked, 0, 1);
        }
        double[] filled = Arrays.stream(rows)
                .mapToDouble(row -> table.values()[row][column])
                .map(value -> Double.isNaN(value) ? median : value)
                .toArray();
        double mean = Arrays.stream(filled).average().orElseThrow();
        double variance = Arrays.stream(filled)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
        // a column that is constant there becomes 0
        return new Number(table.numbers().get(column), median, marked, mean, variance == 0 ? 1 : Math.sqrt(variance));
    }

    private static Category category(NumericTable table, int column, int[] rows) {
        TreeSet<String> words = new TreeSet<>();
        for (int row : rows) {
            words.add(table.words()[row][column].strip());
        }
        words.remove(""); // missing
        return new Category(table.categories().get(column), List.copyOf(words));
    }

    @Override
    public Fitted restore(Path file) throws IOException {
        List<Number> numbers = new ArrayList<>();
        List<Category> categories = new ArrayList<>();
        for (CsvRow row : CsvLines.rows(Files.readAllLines(file))) {
            TableFeature feature = TableFeature.of(row.cells());
            if (feature instanceof Number number) {
                numbers.add(number);
            } else {
                categories.add((Category) feature);
            }
        }
        return new FittedTable(numbers, categories);
    }

    private record FittedTable(List<Number> numbers, List<Category> categories) implements Fitted {

        @Override
        public Dataset apply(Dataset raw) {
            TableDataset table = (TableDataset) raw;
            return table.with(new TableVectors(table.table(), numbers, categories));
        }

        @Override
        public void save(Path file) throws IOException {
            Files.write(
                    file,
                    Stream.concat(numbers.stream(), categories.stream())
                            .map(TableFeature::cells)
                            .map(CsvLines::line)
                            .toList());
        }
    }
}
