package io.foldwise.plugin.volume.file;

import io.foldwise.toolkit.dicom.DicomHeader;
import io.foldwise.toolkit.dicom.DicomImage;
import io.foldwise.toolkit.image.UnreadableImageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A volume of DICOM images, one for each slice, all of one series.
 *
 * @param place the folder that holds them, and no others
 */
record DicomSeries(Path place, List<Path> files) implements StoredVolume {

    DicomSeries {
        files = List.copyOf(files);
    }

    @Override
    public Grid grid() throws IOException {
        return DicomSlices.of(files).grid();
    }

    @Override
    public void read(Slices slices) throws IOException {
        DicomSlices sorted = DicomSlices.of(files);
        int number = 0;
        for (DicomSlice slice : sorted.slices()) {
            try {
                slices.slice(number++, values(DicomImage.read(slice.file())));
            } catch (UnreadableImageException e) {
                throw DicomSlice.unreadable(slice.file(), e);
            }
        }
    }

    /** What is stored, after slope and intercept. */
    private static float[] values(DicomImage image) throws UnreadableImageException {
        if (!image.layout().grey()) {
            throw new UnreadableImageException("is a DICOM file of colours");
        }
        double slope = image.header().decimal(DicomHeader.RESCALE_SLOPE).orElse(1.0);
        double intercept = image.header().decimal(DicomHeader.RESCALE_INTERCEPT).orElse(0.0);
        int[] stored = image.stored();
        float[] values = new float[stored.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (slope * stored[i] + intercept);
        }
        return values;
    }
}
