package io.foldwise.plugin.image.file;

import io.foldwise.plugin.image.pixel.Pixels;
import io.foldwise.toolkit.image.ImageHeader;

/**
 * How the pixels of a file are to be turned before they are shown, as cameras note it: field 274 of TIFF 6.0 and of EXIF.
 *
 * @param value from 1, as they are stored, to 8
 */
record Orientation(int value) {

    static final Orientation AS_STORED = new Orientation(1);

    private static final int MOST = 8;

    /** Of a file's word for it, which may be any. */
    static Orientation of(int tagged) {
        return tagged < 1 || tagged > MOST ? AS_STORED : new Orientation(tagged);
    }

    ImageHeader turned(ImageHeader stored) {
        return sideways() ? new ImageHeader(stored.width(), stored.height()) : stored;
    }

    Pixels turned(Pixels stored) {
        if (value == 1) {
            return stored;
        }
        int height = sideways() ? stored.width() : stored.height();
        int width = sideways() ? stored.height() : stored.width();
        int channels = stored.channels();
        float[] turned = new float[stored.samples().length()];
        int next = 0;
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int fromRow = sideways() ? column : row;
                int fromColumn = sideways() ? row : column;
                int pixel = (fromLastRow() ? stored.height() - 1 - fromRow : fromRow) * stored.width()
                        + (fromLastColumn() ? stored.width() - 1 - fromColumn : fromColumn);
                for (int channel = 0; channel < channels; channel++) {
                    turned[next++] = stored.samples().get(channels * pixel + channel);
                }
            }
        }
        return new Pixels(height, width, channels, stored.samples().like(turned));
    }

    /** Whether rows are shown as columns. */
    private boolean sideways() {
        return value > 4;
    }

    private boolean fromLastRow() {
        return value == 3 || value == 4 || value == 6 || value == 7;
    }

    private boolean fromLastColumn() {
        return value == 2 || value == 3 || value == 7 || value == 8;
    }
}
