package io.foldwise.plugin.signal.picture;

/**
 * Where leads stand in an image: in boxes of equal size. They go down the columns, I to III, aVR to aVF and so on in rows of four as
 * on paper; in rows of three they go along the rows, I to III in the first one.
 */
record Layout(int rows, int columns) {

    /** How a layout is written, {@code 12x1}: rows and columns. */
    static final String FORM = "[1-9][0-9]?x[1-9][0-9]?";

    private static final int TRIPLE = 3;

    static Layout of(String written) {
        int cross = written.indexOf('x');
        return new Layout(
                Integer.parseInt(written.substring(0, cross)), Integer.parseInt(written.substring(cross + 1)));
    }

    int boxes() {
        return rows * columns;
    }

    int row(int lead) {
        return alongRows() ? lead / columns : lead % rows;
    }

    int column(int lead) {
        return alongRows() ? lead % columns : lead / rows;
    }

    private boolean alongRows() {
        return columns == TRIPLE;
    }
}
