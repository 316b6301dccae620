package io.foldwise.plugin.volume.file;

import io.foldwise.toolkit.dicom.DicomHeader;
import io.foldwise.toolkit.dicom.DicomImage;
import io.foldwise.toolkit.image.UnreadableImageException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What a DICOM file says of where its image is (PS3.3, C.7.6.2).
 *
 * @param position of the first pixel's middle, in millimetres
 * @param orientation where rows go, then where columns go
 * @param spacing from row to row, then from column to column
 */
record DicomSlice(
        Path file, String series, int rows, int columns, double[] position, double[] orientation, double[] spacing) {

    static DicomSlice of(Path file) throws IOException {
        try {
            DicomHeader header = DicomImage.header(file);
            String unit = header.text(DicomHeader.RESCALE_TYPE);
            if (!unit.isEmpty() && !unit.equals("HU")) {
                throw new UnreadableImageException(
                        "is a DICOM file whose values stand for '" + unit + "', not for Hounsfield units");
            }
            return new DicomSlice(
                    file,
                    header.text(DicomHeader.SERIES),
                    header.number(DicomHeader.ROWS, "rows"),
                    header.number(DicomHeader.COLUMNS, "columns"),
                    header.decimals(DicomHeader.POSITION, 3, "a position"),
                    header.decimals(DicomHeader.ORIENTATION, 6, "an orientation"),
                    header.decimals(DicomHeader.PIXEL_SPACING, 2, "a size of pixels"));
        } catch (UnreadableImageException e) {
            throw unreadable(file, e);
        }
    }

    static UnreadableVolumeException unreadable(Path file, UnreadableImageException why) {
        return new UnreadableVolumeException("has " + file.getFileName() + ", which " + why.getMessage(), why);
    }

    /** Where slices are stacked: at right angles to rows and columns. */
    double[] normal() {
        double[] o = orientation;
        return new double[] {o[1] * o[5] - o[2] * o[4], o[2] * o[3] - o[0] * o[5], o[0] * o[4] - o[1] * o[3]};
    }

    /** How far along a direction the image is. */
    double along(double[] direction) {
        return position[0] * direction[0] + position[1] * direction[1] + position[2] * direction[2];
    }
}
