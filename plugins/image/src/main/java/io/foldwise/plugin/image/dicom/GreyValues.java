package io.foldwise.plugin.image.dicom;

import io.foldwise.plugin.image.dicom.DicomWindow.Range;
import io.foldwise.plugin.image.pixel.Pixels;
import io.foldwise.plugin.image.pixel.Samples;
import io.foldwise.plugin.image.pixel.UnreadableImageException;
import java.util.Optional;

/**
 * What stored values stand for: {@code slope * value + intercept}.
 *
 * @param window that becomes black to white; empty takes all values that there could be
 * @param inverted whether the least value is white
 */
record GreyValues(double slope, double intercept, Optional<Range> window, boolean inverted) {

    private static final String INVERTED = "MONOCHROME1";

    static GreyValues of(DicomHeader header, DicomWindow window) throws UnreadableImageException {
        double slope = header.decimal(DicomHeader.RESCALE_SLOPE).orElse(1.0);
        Optional<Range> own = window.own() ? own(header) : Optional.empty();
        return new GreyValues(
                slope == 0 ? 1 : slope,
                header.decimal(DicomHeader.RESCALE_INTERCEPT).orElse(0.0),
                window.range().or(() -> own),
                header.text(DicomHeader.PHOTOMETRIC_INTERPRETATION).equals(INVERTED));
    }

    /** PS3.3, C.11.2.1.2.1. */
    private static Optional<Range> own(DicomHeader header) throws UnreadableImageException {
        Optional<Double> center = header.decimal(DicomHeader.WINDOW_CENTER);
        Optional<Double> width = header.decimal(DicomHeader.WINDOW_WIDTH);
        if (center.isEmpty() || width.isEmpty() || width.get() < 1) {
            return Optional.empty();
        }
        double half = (width.get() - 1) / 2;
        return Optional.of(new Range(center.get() - 0.5 - half, center.get() - 0.5 + half));
    }

    /** @param stored {@code [rows, columns]} */
    Pixels pixels(int[] stored, DicomLayout layout) {
        Range range = window.orElseGet(() -> all(layout));
        double width = range.white() == range.black() ? 1 : range.white() - range.black();
        float[] shares = new float[stored.length];
        for (int i = 0; i < shares.length; i++) {
            double share = (slope * stored[i] + intercept - range.black()) / width;
            shares[i] = (float) (inverted ? 1 - share : share);
        }
        boolean narrow = layout.stored() <= Byte.SIZE && window.isEmpty();
        Samples kind = narrow ? new Samples.Bytes(new byte[0]) : new Samples.Shorts(new short[0]);
        return new Pixels(layout.size().height(), layout.size().width(), 1, kind.like(shares));
    }

    private Range all(DicomLayout layout) {
        long least = layout.signed() ? -(1L << layout.stored() - 1) : 0;
        long largest = least + (1L << layout.stored()) - 1;
        double one = slope * least + intercept;
        double other = slope * largest + intercept;
        return new Range(Math.min(one, other), Math.max(one, other));
    }
}
