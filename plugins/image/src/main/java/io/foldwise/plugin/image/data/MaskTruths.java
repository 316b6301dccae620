package io.foldwise.plugin.image.data;

import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import java.util.List;

/**
 * Masks of samples, and whether they are empty.
 *
 * @param masks {@code [samples][classes]}
 */
record MaskTruths(List<List<MaskRuns>> masks) implements Truths {

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
