package io.foldwise.plugin.image.data;

import io.foldwise.plugin.image.dicom.DicomWindow;
import io.foldwise.plugin.image.file.ImageFile;
import io.foldwise.plugin.image.pixel.Samples;
import io.foldwise.spi.data.DataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Images in files, decoded and brought to one size when they are asked for. */
record ImageFiles(List<Path> files, ImageSize size, int channels, DicomWindow window) implements Images {

    ImageFiles {
        files = List.copyOf(files);
    }

    /** @throws DataException if the file is damaged */
    @Override
    public Samples get(int row) {
        try {
            return new ImageFile(files.get(row))
                    .pixels(window)
                    .withChannels(channels)
                    .resized(size.height(), size.width())
                    .samples();
        } catch (IOException e) {
            throw new DataException(files.get(row), 0, Unreadable.reason(e));
        }
    }
}
