package io.foldwise.plugin.image.augmentation;

import io.foldwise.spi.data.Tensor;

/**
 * Where the pixels of an image come from. Places are those of pixels' centres; beyond the border the image is reflected, without
 * the border pixel itself: {@code c b | a b c}.
 *
 * @param rows for every pixel of the result, row by row, the row of the image that it comes from
 * @param columns the same for columns
 */
record Warp(int height, int width, float[] rows, float[] columns) {

    /** Every pixel stays where it is. */
    static Warp identity(int height, int width) {
        return affine(height, width, Affine.IDENTITY);
    }

    /** An affine map of places, from those in the result to those in the image, seen from the image's centre. */
    static Warp affine(int height, int width, Affine map) {
        float[] rows = new float[height * width];
        float[] columns = new float[height * width];
        double middleRow = (height - 1) / 2.0;
        double middleColumn = (width - 1) / 2.0;
        int pixel = 0;
        for (int row = 0; row < height; row++) {
            double down = row - middleRow;
            for (int column = 0; column < width; column++, pixel++) {
                double right = column - middleColumn;
                rows[pixel] = (float) (middleRow + map.row(down, right));
                columns[pixel] = (float) (middleColumn + map.column(down, right));
            }
        }
        return new Warp(height, width, rows, columns);
    }

    /**
     * @param rows of the image that the rows of the result come from
     * @param columns the same for columns
     */
    static Warp separable(float[] rows, float[] columns) {
        int height = rows.length;
        int width = columns.length;
        float[] allRows = new float[height * width];
        float[] allColumns = new float[height * width];
        for (int row = 0; row < height; row++) {
            java.util.Arrays.fill(allRows, row * width, (row + 1) * width, rows[row]);
            System.arraycopy(columns, 0, allColumns, row * width, width);
        }
        return new Warp(height, width, allRows, allColumns);
    }

    /** The image, {@code [height, width, channels]}, interpolated bilinearly. */
    Tensor interpolated(Tensor image) {
        int imageHeight = image.shape()[0];
        int imageWidth = image.shape()[1];
        int channels = image.shape()[2];
        float[] from = image.values();
        float[] to = new float[rows.length * channels];
        for (int pixel = 0; pixel < rows.length; pixel++) {
            int row = floor(rows[pixel]);
            int column = floor(columns[pixel]);
            float down = rows[pixel] - row;
            float right = columns[pixel] - column;
            int top = reflected(row, imageHeight) * imageWidth;
            int bottom = reflected(row + 1, imageHeight) * imageWidth;
            int left = reflected(column, imageWidth);
            int next = reflected(column + 1, imageWidth);
            for (int channel = 0; channel < channels; channel++) {
                float topLeft = from[(top + left) * channels + channel];
                float bottomLeft = from[(bottom + left) * channels + channel];
                float upper = topLeft + right * (from[(top + next) * channels + channel] - topLeft);
                float lower = bottomLeft + right * (from[(bottom + next) * channels + channel] - bottomLeft);
                to[pixel * channels + channel] = upper + down * (lower - upper);
            }
        }
        return new Tensor(to, height, width, channels);
    }

    /** The mask, {@code [height, width, classes]}, the nearest pixel of each. */
    Tensor nearest(Tensor mask) {
        int maskHeight = mask.shape()[0];
        int maskWidth = mask.shape()[1];
        int classes = mask.shape()[2];
        float[] to = new float[rows.length * classes];
        for (int pixel = 0; pixel < rows.length; pixel++) {
            int row = reflected(floor(rows[pixel] + 0.5f), maskHeight);
            int column = reflected(floor(columns[pixel] + 0.5f), maskWidth);
            for (int one = 0; one < classes; one++) {
                to[pixel * classes + one] = mask.values()[(row * maskWidth + column) * classes + one];
            }
        }
        return new Tensor(to, height, width, classes);
    }

    /** Faster than {@link Math#floor}. */
    private static int floor(float value) {
        int whole = (int) value;
        return value < whole ? whole - 1 : whole;
    }

    /** A place within {@code [0, size)}. */
    static int reflected(int place, int size) {
        if (place >= 0 && place < size) {
            return place;
        }
        if (size == 1) {
            return 0;
        }
        int period = 2 * (size - 1);
        int within = Math.floorMod(place, period);
        return within < size ? within : period - within;
    }
}
