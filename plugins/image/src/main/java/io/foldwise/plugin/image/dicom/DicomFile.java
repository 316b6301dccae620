package io.foldwise.plugin.image.dicom;

import io.foldwise.plugin.image.pixel.Pixels;
import io.foldwise.toolkit.dicom.DicomImage;
import io.foldwise.toolkit.image.ImageHeader;
import java.io.IOException;
import java.nio.file.Path;

/** A DICOM file with one image (PS3.10): grey, or red, green and blue of 8 bits. */
public record DicomFile(Path path) {

    /** @throws io.foldwise.toolkit.image.UnreadableImageException if the file is none that is read */
    public ImageHeader header() throws IOException {
        return DicomImage.size(path);
    }

    /**
     * Reads the pixels. Grey values become brightness from 0, black, to 1: what the file says they stand for (rescale slope and
     * intercept), of the least to the largest that it could hold, or within a window; turned over where the file says so
     * (MONOCHROME1).
     *
     * @throws io.foldwise.toolkit.image.UnreadableImageException if the file is none that is read, or damaged
     */
    public Pixels pixels(DicomWindow window) throws IOException {
        DicomImage image = DicomImage.read(path);
        return image.layout().grey()
                ? GreyValues.of(image.header(), window).pixels(image.stored(), image.layout())
                : ColourValues.pixels(image.stored(), image.layout());
    }
}
