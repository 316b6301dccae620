package io.foldwise.plugin.image.pixel;

/** Images in another size. The corners of the first and the last pixel stay where they are. */
public final class Resampling {

    private Resampling() {}

    /**
     * Bilinear interpolation where an image grows; where it shrinks, the same triangle is as wide as a new pixel needs, so that every
     * old pixel counts. One axis after the other.
     *
     * @param values {@code [height, width, channels]}
     * @return {@code [toHeight, toWidth, channels]}
     */
    public static float[] smooth(float[] values, int height, int width, int channels, int toHeight, int toWidth) {
        float[] wide = new float[Math.multiplyExact(Math.multiplyExact(height, toWidth), channels)];
        Axis across = Axis.of(width, toWidth);
        for (int row = 0; row < height; row++) {
            across.resample(
                    values, row * width * channels, channels, wide, row * toWidth * channels, channels, channels);
        }
        float[] resized = new float[Math.multiplyExact(Math.multiplyExact(toHeight, toWidth), channels)];
        int line = toWidth * channels;
        Axis.of(height, toHeight).resample(wide, 0, line, resized, 0, line, line);
        return resized;
    }

    /** For every new place along an axis, the old one in which its middle lies. */
    public static int[] nearest(int from, int to) {
        int[] places = new int[to];
        for (int place = 0; place < to; place++) {
            places[place] = (int) ((2L * place + 1) * from / (2L * to));
        }
        return places;
    }

    /**
     * What new places along an axis are made of.
     *
     * @param first old place of each new one
     * @param weights of the old places from there on
     */
    private record Axis(int[] first, float[][] weights) {

        static Axis of(int from, int to) {
            int[] first = new int[to];
            float[][] weights = new float[to][];
            double scale = (double) from / to;
            double reach = Math.max(1, scale);
            for (int place = 0; place < to; place++) {
                double middle = (place + 0.5) * scale - 0.5;
                int begin = Math.max(0, (int) Math.floor(middle - reach) + 1);
                int end = Math.min(from, (int) Math.ceil(middle + reach));
                first[place] = begin;
                weights[place] = triangle(middle, reach, begin, end);
            }
            return new Axis(first, weights);
        }

        private static float[] triangle(double middle, double reach, int begin, int end) {
            double[] heights = new double[end - begin];
            double sum = 0;
            for (int i = 0; i < heights.length; i++) {
                heights[i] = 1 - Math.abs(begin + i - middle) / reach;
                sum += heights[i];
            }
            float[] weights = new float[heights.length];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) (heights[i] / sum);
            }
            return weights;
        }

        /**
         * Makes every new place.
         *
         * @param step from one old place to the next
         * @param newStep from one new place to the next
         * @param numbers at a place, one after the other
         */
        void resample(float[] values, int from, int step, float[] made, int to, int newStep, int numbers) {
            for (int place = 0; place < first.length; place++) {
                int target = to + place * newStep;
                for (int i = 0; i < weights[place].length; i++) {
                    int source = from + (first[place] + i) * step;
                    float weight = weights[place][i];
                    for (int number = 0; number < numbers; number++) {
                        made[target + number] += weight * values[source + number];
                    }
                }
            }
        }
    }
}
