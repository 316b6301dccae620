package io.foldwise.layers.image;

import io.foldwise.onnx.OnnxAttribute;

/** How the pixels of an enlarged image come from those of a smaller one. */
public enum Interpolation {
    /** The pixel at {@code floor(place * size / newSize)}. */
    NEAREST {
        @Override
        Axis axis(int length, int target) {
            int[] places = new int[target];
            for (int place = 0; place < target; place++) {
                places[place] = (int) ((long) place * length / target);
            }
            return new Axis(length, places, places, new double[target]);
        }
    },
    /**
     * The two neighbours on each axis of {@code (place + 0.5) size / newSize - 0.5}, weighted by their distance: centres of
     * pixels lie at halves, corners are not aligned; beyond the outermost centres the image goes on as it ends.
     */
    BILINEAR {
        @Override
        Axis axis(int length, int target) {
            int[] low = new int[target];
            int[] high = new int[target];
            double[] share = new double[target];
            double scale = (double) length / target;
            for (int place = 0; place < target; place++) {
                double at = Math.max(0, (place + 0.5) * scale - 0.5);
                low[place] = Math.min((int) at, length - 1);
                high[place] = Math.min(low[place] + 1, length - 1);
                share[place] = low[place] < high[place] ? at - low[place] : 0;
            }
            return new Axis(length, low, high, share);
        }
    };

    abstract Axis axis(int length, int target);

    /** The settings of ONNX's {@code Resize}. */
    OnnxAttribute[] onnx() {
        return switch (this) {
            case NEAREST ->
                new OnnxAttribute[] {
                    OnnxAttribute.of("mode", "nearest"),
                    OnnxAttribute.of("coordinate_transformation_mode", "asymmetric"),
                    OnnxAttribute.of("nearest_mode", "floor")
                };
            case BILINEAR ->
                new OnnxAttribute[] {
                    OnnxAttribute.of("mode", "linear"), OnnxAttribute.of("coordinate_transformation_mode", "half_pixel")
                };
        };
    }

    /**
     * Along one axis, the place {@code i} of the result is {@code (1 - share[i]) x[low[i]] + share[i] x[high[i]]}.
     *
     * @param length of the axis before
     * @param low nearer the start
     * @param high nearer the end, or the same where the share is 0
     * @param share of the second one
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Axis(int length, int[] low, int[] high, double[] share) {

        int target() {
            return low.length;
        }
    }
}
