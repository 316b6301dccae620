package io.foldwise.plugin.volume.file;

import io.foldwise.toolkit.dicom.DicomHeader;
import io.foldwise.toolkit.dicom.DicomImage;
import io.foldwise.toolkit.image.UnreadableImageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * What a DICOM file says of where its image is (PS3.3, C.7.6.2).
 *
 * @param position of the first pixel's middle, in millimetres
 * @param orientation where rows go, then where columns go
 * @param spacing from row to row, then from column to column
 * @param thickness in millimetres, if it is told
 * @param number in the series, if it is told
 */
record DicomSlice(
        Path file,
        String series,
        int rows,
        int columns,
        double[] position,
        double[] orientation,
        double[] spacing,
        Optional<Double> thickness,
        Optional<Integer> number) {

    private static final double ROUNDING = 0.01;

    /** Of others, values stand for something else; tools that write scans anew may say that they are of another kind. */
    private static final Set<String> MODALITIES = Set.of("CT", "OT", "");

    static DicomSlice of(Path file) throws IOException {
        try {
            DicomHeader header = DicomImage.header(file);
            String unit = header.text(DicomHeader.RESCALE_TYPE);
            if (!unit.isEmpty() && !unit.equals("HU")) {
                throw new UnreadableImageException(
                        "is a DICOM file whose values stand for '" + unit + "', not for Hounsfield units");
            }
            String modality = header.text(DicomHeader.MODALITY);
            if (!MODALITIES.contains(modality)) {
                throw new UnreadableImageException("is a DICOM file of modality '" + modality
                        + "', whose values are no Hounsfield units; those of CT are read");
            }
            return new DicomSlice(
                    file,
                    header.text(DicomHeader.SERIES),
                    header.number(DicomHeader.ROWS, "rows"),
                    header.number(DicomHeader.COLUMNS, "columns"),
                    header.decimals(DicomHeader.POSITION, 3, "a position"),
                    orientation(header),
                    header.decimals(DicomHeader.PIXEL_SPACING, 2, "a size of pixels"),
                    header.decimal(DicomHeader.SLICE_THICKNESS),
                    header.decimal(DicomHeader.INSTANCE_NUMBER).map(Double::intValue));
        } catch (UnreadableImageException e) {
            throw unreadable(file, e);
        }
    }

    private static double[] orientation(DicomHeader header) throws UnreadableImageException {
        double[] directions = header.decimals(DicomHeader.ORIENTATION, 6, "an orientation");
        for (int from = 0; from < directions.length; from += 3) {
            double length = Math.hypot(Math.hypot(directions[from], directions[from + 1]), directions[from + 2]);
            if (Math.abs(length - 1) > ROUNDING) {
                throw new UnreadableImageException("is a DICOM file with an orientation of "
                        + Arrays.toString(directions) + ", which are not two directions of length 1");
            }
        }
        return directions;
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
