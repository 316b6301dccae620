package io.foldwise.plugin.image.augmentation;

import io.foldwise.plugin.image.data.MaskTask;
import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The head that asks whether masks have a pixel, and the head of these masks: what is moved out of an image is not to be found in it
 * any more.
 *
 * @param masks which of the task's heads are the masks
 * @param row which of them asks
 */
record NonEmptyHead(int masks, int row) {

    /** Empty where nobody asks, or there are no masks to look at. */
    static Optional<NonEmptyHead> of(Task task) {
        List<Head> heads = task.heads();
        for (int row = 0; row < heads.size(); row++) {
            for (int masks = 0; masks < heads.size(); masks++) {
                if (asks(heads.get(row), heads.get(masks))) {
                    return Optional.of(new NonEmptyHead(masks, row));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean asks(Head head, Head of) {
        return head instanceof LabelSchema labels
                && labels.name().equals(MaskTask.NON_EMPTY)
                && of instanceof Masks masks
                && masks.classes().equals(labels.columns());
    }

    /**
     * The targets behind a move: of a class whose mask had pixels and has none any more, there is none. A mask that had none from
     * the beginning says nothing: a small one may have been lost when its image was made smaller.
     */
    List<Tensor> follow(List<Tensor> before, List<Tensor> after) {
        float[] said = after.get(row).values().clone();
        boolean changed = false;
        for (int of = 0; of < said.length; of++) {
            if (said[of] > 0 && any(before.get(masks), of) && !any(after.get(masks), of)) {
                said[of] = 0;
                changed = true;
            }
        }
        if (!changed) {
            return after;
        }
        List<Tensor> targets = new ArrayList<>(after);
        targets.set(row, after.get(row).with(said));
        return targets;
    }

    private static boolean any(Tensor masks, int of) {
        float[] cells = masks.values();
        int classes = masks.shape()[2];
        for (int cell = of; cell < cells.length; cell += classes) {
            if (cells[cell] > 0.5) {
                return true;
            }
        }
        return false;
    }
}
