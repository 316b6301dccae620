package io.foldwise.plugin.image.data;

import io.foldwise.spi.data.DataException;
import io.foldwise.toolkit.image.ImageHeader;
import java.util.Set;

/** Where the masks of a class come from. */
interface MaskSource {

    /** The images that there is a mask of. */
    Set<String> ids();

    /** Says something of a mask, with the place where it stands. */
    DataException wrong(String id, String message);

    /**
     * Reads the mask of an image, in the size that a network answers in: a pixel is what the old pixel in its middle was.
     *
     * @param image of which the mask is
     * @throws DataException if it is no mask of that image
     */
    MaskRuns read(String id, ImageHeader image, ImageSize size);
}
