package io.foldwise.layers.image;

import io.foldwise.layers.image.Interpolation.Axis;

/**
 * Along one axis, a result as a weighted sum: the place {@code i} of it is the sum over all {@code k} of
 * {@code weights[k][i] x[places[k][i]]}. Weights that are not needed are zero.
 */
final class Taps {

    private final int[][] places;
    private final float[][] weights;

    private Taps(int count, int length) {
        places = new int[count][length];
        weights = new float[count][length];
    }

    /** Those of an enlarged axis. */
    static Taps enlarging(Axis axis) {
        boolean single = true;
        for (double share : axis.share()) {
            single &= share == 0;
        }
        Taps taps = new Taps(single ? 1 : 2, axis.target());
        for (int place = 0; place < axis.target(); place++) {
            taps.set(0, place, axis.low()[place], 1 - axis.share()[place]);
            if (!single) {
                taps.set(1, place, axis.high()[place], axis.share()[place]);
            }
        }
        return taps;
    }

    /** Those of the way back: what an enlarged axis took from a place, the place gets. */
    static Taps reducing(Axis axis) {
        int[] counts = new int[axis.length()];
        for (int place = 0; place < axis.target(); place++) {
            counts[axis.low()[place]]++;
            if (axis.share()[place] != 0) {
                counts[axis.high()[place]]++;
            }
        }
        int most = 1;
        for (int count : counts) {
            most = Math.max(most, count);
        }
        Taps taps = new Taps(most, axis.length());
        int[] filled = new int[axis.length()];
        for (int place = 0; place < axis.target(); place++) {
            int low = axis.low()[place];
            int high = axis.high()[place];
            taps.set(filled[low]++, low, place, 1 - axis.share()[place]);
            if (axis.share()[place] != 0) {
                taps.set(filled[high]++, high, place, axis.share()[place]);
            }
        }
        return taps;
    }

    private void set(int tap, int place, int from, double weight) {
        places[tap][place] = from;
        weights[tap][place] = (float) weight;
    }

    /** Whether the first one takes everything as it is. */
    boolean copies() {
        boolean ones = true;
        for (float weight : weights[0]) {
            ones &= weight == 1;
        }
        return ones;
    }

    int count() {
        return places.length;
    }

    int length() {
        return places[0].length;
    }

    int place(int tap, int at) {
        return places[tap][at];
    }

    float weight(int tap, int at) {
        return weights[tap][at];
    }
}
