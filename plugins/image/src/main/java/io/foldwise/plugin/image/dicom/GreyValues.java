package io.foldwise.plugin.image.dicom;

import io.foldwise.plugin.image.dicom.DicomWindow.Range;
import io.foldwise.plugin.image.pixel.Pixels;
import io.foldwise.plugin.image.pixel.Samples;
import io.foldwise.toolkit.dicom.DicomHeader;
import io.foldwise.toolkit.dicom.DicomLayout;
import io.foldwise.toolkit.image.UnreadableImageException;
import java.util.Optional;

/**
 * What stored values stand for: {@code slope * value + intercept}.
 *
 * @param window that becomes black to white; empty takes all values that there could be
 * @param inverted whether the least value is white
 */
record GreyValues(double slope, double intercept, Optional<Range> window, boolean inverted) {

    private static final String INVERTED = "MONOCHROME1";

    private static final String LINEAR = "LINEAR";
    private static final String EXACT = "LINEAR_EXACT";

    static GreyValues of(DicomHeader header, DicomWindow window) throws UnreadableImageException {
        double slope = header.decimal(DicomHeader.RESCALE_SLOPE).orElse(1.0);
        Optional<Range> own = window.own() ? own(header) : Optional.empty();
        return new GreyValues(
                slope == 0 ? 1 : slope,
                header.decimal(DicomHeader.RESCALE_INTERCEPT).orElse(0.0),
                window.range().or(() -> own),
                header.text(DicomHeader.PHOTOMETRIC_INTERPRETATION).equals(INVERTED));
    }

    /** PS3.3, C.11.2.1.2.1, and C.11.2.1.3.2 of a window of the exact form. */
    private static Optional<Range> own(DicomHeader header) throws UnreadableImageException {
        Optional<Double> center = header.decimal(DicomHeader.WINDOW_CENTER);
        Optional<Double> width = header.decimal(DicomHeader.WINDOW_WIDTH);
        if (center.isEmpty() || width.isEmpty()) {
            return Optional.empty();
        }
        String form = header.text(DicomHeader.VOI_LUT_FUNCTION);
        boolean exact = form.equals(EXACT);
        if (!exact && !form.isEmpty() && !form.equals(LINEAR)) {
            throw new UnreadableImageException("is a DICOM file whose window has the form '"
                    + form.substring(0, Math.min(form.length(), 16)) + "'; " + LINEAR + " and " + EXACT
                    + " are read: leave its own window, or give another one");
        }
        if (exact ? width.get() <= 0 : width.get() < 1) {
            return Optional.empty();
        }
        double middle = exact ? center.get() : center.get() - 0.5;
        double half = (exact ? width.get() : width.get() - 1) / 2;
        return Optional.of(new Range(middle - half, middle + half));
    }

    /** @param stored {@code [rows, columns]} */
    Pixels pixels(int[] stored, DicomLayout layout) {
        Range range = window.orElseGet(() -> all(layout));
        double width = range.white() - range.black();
        float[] shares = new float[stored.length];
        for (int i = 0; i < shares.length; i++) {
            double above = slope * stored[i] + intercept - range.black();
            double share = width == 0 ? step(above) : above / width;
            shares[i] = (float) (inverted ? 1 - share : share);
        }
        boolean narrow = layout.stored() <= Byte.SIZE && window.isEmpty();
        Samples kind = narrow ? new Samples.Bytes(new byte[0]) : new Samples.Shorts(new short[0]);
        return new Pixels(layout.size().height(), layout.size().width(), 1, kind.like(shares));
    }

    /** A window of one value has nothing between black and white. */
    private static double step(double above) {
        return above > 0 ? 1 : 0;
    }

    private Range all(DicomLayout layout) {
        long least = layout.signed() ? -(1L << layout.stored() - 1) : 0;
        long largest = least + (1L << layout.stored()) - 1;
        double one = slope * least + intercept;
        double other = slope * largest + intercept;
        return new Range(Math.min(one, other), Math.max(one, other));
    }
}
