package io.foldwise.plugin.image.data;

import io.foldwise.plugin.image.pixel.Samples;
import java.util.OptionalLong;

/** The images of a dataset, all of one size. Safe for use by several threads. */
public interface Images {

    ImageSize size();

    int channels();

    /** An image, {@code [height, width, channels]}. */
    Samples get(int row);

    /** See {@link io.foldwise.spi.data.Dataset#contentHash}. */
    default OptionalLong contentHash(int row) {
        return OptionalLong.empty();
    }
}
