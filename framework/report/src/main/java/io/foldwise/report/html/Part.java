package io.foldwise.report.html;

import io.foldwise.spi.Escapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A piece of a page. All texts are plain: the page escapes them. */
public sealed interface Part {

    /** How the template tells pieces apart. */
    String kind();

    /**
     * A paragraph.
     *
     * @param mark {@code ""}, {@code note}, {@code warning} or {@code verdict}
     */
    record Text(String text, String mark) implements Part {
        @Override
        public String kind() {
            return "text";
        }
    }

    /** What is to be typed or was printed, kept as it is. */
    record Code(String text) implements Part {
        @Override
        public String kind() {
            return "code";
        }
    }

    /**
     * A table. Its first column names the rows.
     *
     * @param caption says what it shows
     * @param note what was left out, or where to read more; empty if there is nothing to say
     */
    record Table(String caption, List<Column> columns, List<Row> rows, String note) implements Part {
        @Override
        public String kind() {
            return "table";
        }

        /** A table of the first rows, with a note that counts the others. */
        public static Table cut(String caption, List<Column> columns, List<Row> rows, int most, String file) {
            if (rows.size() <= most) {
                return new Table(caption, columns, rows, "");
            }
            return new Table(
                    caption,
                    columns,
                    rows.subList(0, most),
                    "The first " + most + " of " + rows.size() + " rows"
                            + (file.isEmpty() ? "." : "; all are in " + file + "."));
        }
    }

    /** @param number whether it holds numbers */
    record Column(String name, boolean number) {

        /** Columns by name: {@code #} before one says that it holds numbers. */
        public static List<Column> of(String... names) {
            return List.of(names).stream()
                    .map(name -> name.startsWith("#") ? new Column(name.substring(1), true) : new Column(name, false))
                    .toList();
        }

        public static Column numbers(String name) {
            return new Column(name, true);
        }
    }

    /** @param mark {@code ""}, {@code total} or {@code aside} */
    record Row(List<Cell> cells, String mark) {
        public Row {
            cells = List.copyOf(cells);
        }

        public static Row of(Object... cells) {
            List<Cell> made = new ArrayList<>();
            for (Object cell : cells) {
                made.add(cell instanceof Cell whole ? whole : Cell.of(String.valueOf(cell)));
            }
            return new Row(made, "");
        }

        public Row marked(String as) {
            return new Row(cells, as);
        }
    }

    /**
     * A cell.
     *
     * @param mark {@code ""}, {@code good}, {@code bad} or {@code outlier}
     * @param share of the cell that is filled, from 0 to 100; -1 for one that is not
     * @param link to a file in the run's folder; empty without
     */
    record Cell(String text, String mark, int share, String link) {
        public static Cell of(String text) {
            return marked(text, "");
        }

        public static Cell marked(String text, String mark) {
            return new Cell(Escapes.line(text), mark, -1, "");
        }

        public static Cell filled(String text, double share) {
            return new Cell(text, "", (int) Math.round(100 * Math.max(0, Math.min(1, share))), "");
        }

        /** A link is made of plain names only; others stay text. */
        public static Cell linked(String text, String file) {
            boolean plain = file.matches("[A-Za-z0-9][A-Za-z0-9._/-]*") && !file.contains("..");
            return new Cell(text, "", -1, plain ? file : "");
        }
    }

    /**
     * A chart that the page's script draws.
     *
     * @param id unlike that of any other chart of the page
     * @param caption says what it shows
     * @param summary what is to be seen, for those who do not see it
     * @param data see {@link ChartData}
     */
    record Chart(String id, String caption, String summary, ChartData data) implements Part {
        @Override
        public String kind() {
            return "chart";
        }
    }

    /**
     * A picture.
     *
     * @param png in base 64
     */
    record Picture(String png, String alt, String caption) implements Part {
        @Override
        public String kind() {
            return "picture";
        }
    }

    /**
     * A sample that is shown.
     *
     * @param title its id
     * @param facts what is known of it, a line each
     * @param pictures of it
     * @param words of it; empty if it is no text
     */
    record Sample(String title, List<String> facts, List<Picture> pictures, List<Word> words) implements Part {
        @Override
        public String kind() {
            return "sample";
        }
    }

    /**
     * A word of a sample.
     *
     * @param mark {@code ""}, {@code added} or {@code removed}
     * @param weight from -100, against, to 100, in favour of what was predicted
     * @param number the weight itself, as people read it; empty if it has none
     */
    record Word(String text, String mark, int weight, String number) {

        /** A word without a weight. */
        public Word(String text, String mark) {
            this(text, mark, 0, "");
        }

        /** The same word with a weight. */
        public Word weighing(int share, String as) {
            return new Word(text, mark, share, as);
        }

        /** The strength of its colour, from 0 to 5. */
        public int level() {
            return (int) Math.round(Math.abs(weight) / 20.0);
        }

        public boolean against() {
            return weight < 0;
        }
    }

    /** Pieces side by side where there is room. */
    record Grid(List<? extends Part> parts) implements Part {
        @Override
        public String kind() {
            return "grid";
        }
    }

    /** Pieces that are shown when asked for. */
    record Folded(String summary, List<? extends Part> parts) implements Part {
        @Override
        public String kind() {
            return "folded";
        }
    }

    /** Facts by name. */
    record Facts(Map<String, String> facts) implements Part {
        @Override
        public String kind() {
            return "facts";
        }
    }
}
