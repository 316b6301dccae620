package io.foldwise.plugin.image.data;

import io.foldwise.spi.data.DataException;
import io.foldwise.toolkit.image.ImageHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Masks in files, by image. */
record MaskFolder(Map<String, Path> masks) implements MaskSource {

    @Override
    public Set<String> ids() {
        return masks.keySet();
    }

    @Override
    public DataException wrong(String id, String message) {
        return new DataException(masks.get(id), 0, message);
    }

    @Override
    public MaskRuns read(String id, ImageHeader image, ImageSize size) {
        try {
            return new MaskFile(masks.get(id)).read(image, size);
        } catch (IOException e) {
            throw wrong(id, Unreadable.reason(e));
        }
    }
}
