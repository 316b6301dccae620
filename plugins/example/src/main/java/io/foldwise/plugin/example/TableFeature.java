package io.foldwise.plugin.example;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** What is known of a column of a fold's training part, and how a cell becomes numbers. */
sealed interface TableFeature {

    String column();

    /** How many numbers it becomes. */
    int width();

    /** As a row of a table. */
    List<String> cells();

    /**
     * A number, shifted and scaled: {@code (value - mean) / deviation}.
     *
     * @param fill takes the place of a missing one
     * @param marked whether another number says that it was missing
     */
    record Number(String column, double fill, boolean marked, double mean, double deviation) implements TableFeature {

        private static final String KIND = "number";

        @Override
        public int width() {
            return marked ? 2 : 1;
        }

        void write(float value, float[] vector, int place) {
            vector[place] = (float) (((Float.isNaN(value) ? fill : value) - mean) / deviation);
            if (marked) {
                vector[place + 1] = Float.isNaN(value) ? 1 : 0;
            }
        }

        @Override
        public List<String> cells() {
            return List.of(
                    KIND,
                    column,
                    Double.toString(fill),
                    Boolean.toString(marked),
                    Double.toString(mean),
                    Double.toString(deviation));
        }
    }

    /** A word, 1 in the place of its own among those that are known; one that is not known leaves all at 0. */
    record Category(String column, List<String> words) implements TableFeature {

        private static final String KIND = "category";

        @Override
        public int width() {
            return words.size();
        }

        void write(String word, float[] vector, int place) {
            int found = index(word);
            if (found >= 0) {
                vector[place + found] = 1;
            }
        }

        /** Of no word at all, there is nothing to be known. */
        boolean knows(String word) {
            return word.isEmpty() || index(word) >= 0;
        }

        /** Blanks around a word do not count; runs of earlier releases learned words with theirs. */
        private int index(String word) {
            int exact = words.indexOf(word);
            return exact >= 0 ? exact : words.indexOf(word.strip());
        }

        @Override
        public List<String> cells() {
            return Stream.concat(Stream.of(KIND, column), words.stream()).toList();
        }
    }

    /** @throws IOException if the cells are not as {@link #cells} gives them */
    static TableFeature of(List<String> cells) throws IOException {
        if (cells.get(0).equals(Category.KIND) && cells.size() > 1) {
            return new Category(cells.get(1), List.copyOf(cells.subList(2, cells.size())));
        }
        if (cells.get(0).equals(Number.KIND) && cells.size() == 6) {
            return new Number(
                    cells.get(1),
                    finite(cells.get(2)),
                    Boolean.parseBoolean(cells.get(3)),
                    finite(cells.get(4)),
                    finite(cells.get(5)));
        }
        throw new IOException("no feature of a table: " + cells);
    }

    private static double finite(String cell) throws IOException {
        try {
            double number = Double.parseDouble(cell);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IOException("'" + cell + "' is no finite number");
    }
}
