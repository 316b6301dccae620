package io.foldwise.plugin.image.data;

import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import java.util.List;

/** What is asked of images with masks. */
public final class MaskTask {

    /** The head of masks. */
    public static final String MASK = "mask";

    /** The head that asks whether a mask has any pixel, for every class. */
    public static final String NON_EMPTY = "non-empty";

    private MaskTask() {}

    /** @param emptiness whether it is asked, too, whether masks are empty */
    public static Task of(ImageSize size, List<String> classes, boolean emptiness, Storage.Cell cell) {
        Masks masks = new Masks(MASK, size.height(), size.width(), classes, cell);
        return emptiness
                ? Task.of(masks, new LabelSchema(NON_EMPTY, List.of(new LabelSchema.Group(NON_EMPTY, classes))))
                : Task.of(masks);
    }
}
