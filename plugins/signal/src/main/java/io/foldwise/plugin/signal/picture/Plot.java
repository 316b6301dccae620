package io.foldwise.plugin.signal.picture;

import io.foldwise.spi.data.InputShape;

/**
 * Draws signals: every lead as a line in a box of its own, from its left to its right, upwards where it is positive. On a fixed
 * scale 0 mV lies in the middle of the box, and what is higher than the box runs over its neighbours, as on paper.
 *
 * @param size of the image
 * @param layout where the boxes are
 * @param signal what is drawn
 * @param steps how many of its steps are shown, from the first
 * @param scale which voltages a box shows
 * @param millivolts that a box is high on a fixed scale
 * @param thickness of lines, in pixels
 * @param grid whether there are lines every 0.2 s and 0.5 mV
 */
record Plot(
        InputShape.Image size,
        Layout layout,
        InputShape.Signal signal,
        int steps,
        VoltageScale scale,
        double millivolts,
        double thickness,
        boolean grid) {

    /** Of a box's width on either side, so that the end of a lead does not touch the beginning of the next one. */
    private static final double SIDE = 0.02;

    /** Of a box's height, above and below what fills it. */
    private static final double MARGIN = 0.05;

    private static final double GRID_SECONDS = 0.2;
    private static final double GRID_MILLIVOLTS = 0.5;
    private static final float GRID_BRIGHTNESS = 0.25f;

    /** Values beyond are drawn here, in millivolts: damaged records may hold any number. */
    private static final double FARTHEST = 1000;

    /**
     * Draws a signal, {@code [time, channels]}.
     *
     * @return {@code [height, width]}: 1 on lines, 0 elsewhere, between at their edges
     */
    float[] of(float[] values) {
        Canvas canvas = new Canvas(size.height(), size.width());
        for (int lead = 0; lead < signal.channels(); lead++) {
            Box box = box(lead);
            if (grid) {
                draw(box, canvas);
            }
            draw(values, lead, box, canvas);
        }
        return canvas.pixels();
    }

    /** Where a lead is drawn. */
    private record Box(double left, double width, double top, double height) {

        double middle() {
            return top + height / 2;
        }
    }

    private Box box(int lead) {
        double width = (double) size.width() / layout.columns();
        double height = (double) size.height() / layout.rows();
        return new Box((layout.column(lead) + SIDE) * width, (1 - 2 * SIDE) * width, layout.row(lead) * height, height);
    }

    private void draw(float[] values, int lead, Box box, Canvas canvas) {
        Range range = scale == VoltageScale.FIXED
                ? new Range(0, box.height() / millivolts)
                : Range.filling(values, lead, signal.channels(), steps, box.height() * (1 - 2 * MARGIN));
        double pace = box.width() / steps;
        double x = box.left() + pace / 2;
        double y = box.middle() - range.above(values[lead]);
        for (int step = 1; step < Math.max(2, steps); step++) {
            int next = Math.min(step, steps - 1);
            double nextX = x + pace;
            double nextY = box.middle() - range.above(values[next * signal.channels() + lead]);
            canvas.line(x, y, nextX, nextY, thickness, 1);
            x = nextX;
            y = nextY;
        }
    }

    private void draw(Box box, Canvas canvas) {
        double second = box.width() * signal.rate() / steps;
        for (int i = 0; i * GRID_SECONDS * second <= box.width(); i++) {
            double x = box.left() + i * GRID_SECONDS * second;
            canvas.line(x, box.top(), x, box.top() + box.height(), 1, GRID_BRIGHTNESS);
        }
        double apart = GRID_MILLIVOLTS * box.height() / millivolts;
        for (int i = 0; i * apart <= box.height() / 2; i++) {
            for (double y : new double[] {box.middle() - i * apart, box.middle() + i * apart}) {
                canvas.line(box.left(), y, box.left() + box.width(), y, 1, GRID_BRIGHTNESS);
            }
        }
    }

    /**
     * From voltages to pixels.
     *
     * @param centre the voltage in the middle of a box
     * @param pixels that a unit is high
     */
    private record Range(double centre, double pixels) {

        /** From the smallest to the largest value of a lead. */
        static Range filling(float[] values, int lead, int channels, int steps, double height) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (int step = 0; step < steps; step++) {
                double value = values[step * channels + lead];
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
            return new Range((least + most) / 2, most > least ? height / (most - least) : 0);
        }

        double above(double value) {
            return Math.max(-FARTHEST, Math.min(FARTHEST, value - centre)) * pixels;
        }
    }
}
