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

    public static Task of(ImageSize size, List<String> classes, MaskHeads heads, Storage.Cell cell) {
        Masks masks = new Masks(MASK, size.height(), size.width(), classes, cell);
        LabelSchema nonEmpty = new LabelSchema(NON_EMPTY, List.of(new LabelSchema.Group(NON_EMPTY, classes)));
        return switch (heads) {
            case MASK -> Task.of(masks);
            case BOTH -> Task.of(masks, nonEmpty);
            case NON_EMPTY -> Task.of(nonEmpty);
        };
    }
}
