package io.foldwise.plugin.image.augmentation;

/**
 * A Gaussian filter, cut off at four standard deviations, rows and columns one after the other. Beyond the border the image is
 * reflected.
 *
 * @param weights of the pixel itself and of those at each distance
 */
record Gaussian(float[] weights) {

    private static final double CUT_OFF = 4;

    /** @param sigma the standard deviation, in pixels; 0 leaves images as they are */
    static Gaussian of(double sigma) {
        double[] exact = new double[1 + (int) Math.ceil(CUT_OFF * sigma)];
        double sum = 0;
        for (int distance = 0; distance < exact.length; distance++) {
            exact[distance] = sigma == 0 ? 1 : StrictMath.exp(-0.5 * distance * distance / (sigma * sigma));
            sum += (distance == 0 ? 1 : 2) * exact[distance];
        }
        float[] weights = new float[exact.length];
        for (int distance = 0; distance < exact.length; distance++) {
            weights[distance] = (float) (exact[distance] / sum);
        }
        return new Gaussian(weights);
    }

    /** The filtered values of an image {@code [height, width, channels]}, in an array of their own. */
    float[] smooth(float[] values, int height, int width, int channels) {
        return alongRows(alongColumns(values, height, width * channels), height, width, channels);
    }

    private float[] alongColumns(float[] values, int height, int length) {
        float[] smooth = new float[values.length];
        for (int row = 0; row < height; row++) {
            add(weights[0], values, row * length, smooth, row * length, length);
            for (int distance = 1; distance < weights.length; distance++) {
                int above = Warp.reflected(row - distance, height) * length;
                int below = Warp.reflected(row + distance, height) * length;
                addBoth(weights[distance], values, above, below, smooth, row * length, length);
            }
        }
        return smooth;
    }

    private float[] alongRows(float[] values, int height, int width, int channels) {
        float[] smooth = new float[values.length];
        int reach = weights.length - 1;
        int length = width * channels;
        float[] row = new float[(width + 2 * reach) * channels];
        for (int start = 0; start < values.length; start += length) {
            for (int place = -reach; place < width + reach; place++) {
                int from = start + Warp.reflected(place, width) * channels;
                System.arraycopy(values, from, row, (place + reach) * channels, channels);
            }
            int middle = reach * channels;
            add(weights[0], row, middle, smooth, start, length);
            for (int distance = 1; distance < weights.length; distance++) {
                int step = distance * channels;
                addBoth(weights[distance], row, middle - step, middle + step, smooth, start, length);
            }
        }
        return smooth;
    }

    private static void add(float weight, float[] from, int at, float[] to, int start, int length) {
        for (int i = 0; i < length; i++) {
            to[start + i] += weight * from[at + i];
        }
    }

    private static void addBoth(float weight, float[] from, int one, int other, float[] to, int start, int length) {
        for (int i = 0; i < length; i++) {
            to[start + i] += weight * (from[one + i] + from[other + i]);
        }
    }
}
