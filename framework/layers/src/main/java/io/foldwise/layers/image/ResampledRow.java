package io.foldwise.layers.image;

import io.foldwise.layers.cpu.AlignedLoops;

/** Applies {@link Taps} to the pixels of a row: gathers the pixels of one tap, and adds them up with their weights. */
final class ResampledRow {

    private final Taps taps;
    private final int channels;
    private final float[] gathered;
    private final float[][] weights;
    private final boolean copies;

    ResampledRow(Taps taps, int channels) {
        this.taps = taps;
        this.channels = channels;
        gathered = new float[taps.length() * channels];
        weights = new float[taps.count()][gathered.length];
        copies = taps.copies();
        for (int tap = 0; tap < taps.count(); tap++) {
            for (int i = 0; i < gathered.length; i++) {
                weights[tap][i] = taps.weight(tap, i / channels);
            }
        }
    }

    int length() {
        return gathered.length;
    }

    void apply(float[] from, float[] to) {
        gather(from, 0, to);
        if (!copies) {
            AlignedLoops.multiply(weights[0], to, length());
        }
        for (int tap = 1; tap < taps.count(); tap++) {
            gather(from, tap, gathered);
            AlignedLoops.addProduct(gathered, weights[tap], to, length());
        }
    }

    private void gather(float[] from, int tap, float[] to) {
        for (int place = 0; place < taps.length(); place++) {
            System.arraycopy(from, taps.place(tap, place) * channels, to, place * channels, channels);
        }
    }
}
