package io.foldwise.plugin.image.data;

import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Masks of samples, and whether they are empty.
 *
 * @param masks {@code [samples][classes]}
 */
record MaskTruths(List<List<MaskRuns>> masks) implements Truths {

    private static final Logger LOG = LoggerFactory.getLogger(MaskTruths.class);

    /**
     * Says in the log how many masks have lost all their pixels in the size that networks read.
     *
     * @param ids of the samples
     */
    MaskTruths tellingOfVanished(List<String> ids, ImageSize size) {
        int masked = 0;
        int vanished = 0;
        List<String> images = new ArrayList<>();
        for (int row = 0; row < masks.size(); row++) {
            int lost = (int) masks.get(row).stream().filter(MaskRuns::vanished).count();
            masked +=
                    (int) masks.get(row).stream().filter(mask -> !mask.empty()).count();
            vanished += lost;
            if (lost > 0) {
                images.add(ids.get(row));
            }
        }
        if (vanished > 0) {
            LOG.warn(
                    "{} of {} masks are so small that they have no pixel in images of {}; the first of them is of '{}'",
                    vanished,
                    masked,
                    size,
                    images.get(0));
        }
        return this;
    }

    /** Whether there is any pixel, for every class, in the size of the files. */
    @Override
    public float[] summary(int row) {
        List<MaskRuns> classes = masks.get(row);
        float[] any = new float[classes.size()];
        for (int i = 0; i < any.length; i++) {
            any[i] = classes.get(i).empty() ? 0 : 1;
        }
        return any;
    }

    @Override
    public Tensor of(int row, Head head) {
        if (!(head instanceof Masks wanted)) {
            return Tensor.row(summary(row));
        }
        List<MaskRuns> classes = masks.get(row);
        float[] cells = new float[wanted.height() * wanted.width() * classes.size()];
        for (int i = 0; i < classes.size(); i++) {
            classes.get(i).writeInto(cells, i, classes.size());
        }
        return new Tensor(cells, wanted.height(), wanted.width(), classes.size());
    }
}
