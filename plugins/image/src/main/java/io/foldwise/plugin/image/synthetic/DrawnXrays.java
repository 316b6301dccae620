package io.foldwise.plugin.image.synthetic;

import io.foldwise.plugin.image.data.ImageSize;
import io.foldwise.plugin.image.data.Images;
import io.foldwise.plugin.image.pixel.Samples;
import java.util.List;

/** Images that are drawn whenever they are needed. */
record DrawnXrays(List<Xray> xrays, ImageSize size) implements Images {

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public Samples get(int row) {
        return xrays.get(row).image(size.height(), size.width());
    }
}
