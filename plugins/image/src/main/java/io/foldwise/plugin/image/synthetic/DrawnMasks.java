package io.foldwise.plugin.image.synthetic;

import io.foldwise.plugin.image.data.ImageSize;
import io.foldwise.plugin.image.data.Truths;
import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.plugin.image.synthetic.SyntheticXraysReader.Subject;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import java.util.List;

/** The masks of what lies in drawn images. */
record DrawnMasks(List<Xray> xrays, ImageSize size, Subject of) implements Truths {

    /**
     * Whether a spot covers a pixel, whatever masks are of, so that an experiment upon another one has its folds. In small images a
     * spot may lie between the middles of pixels, and is none then.
     */
    @Override
    public float[] summary(int row) {
        return new float[] {xrays.get(row).covers(size.height(), size.width()) ? 1 : 0};
    }

    @Override
    public Tensor of(int row, Head head) {
        Xray xray = xrays.get(row);
        if (!(head instanceof Masks)) {
            return of == Subject.LUNGS ? Tensor.row(1) : Tensor.row(summary(row));
        }
        boolean[] mask = of == Subject.LUNGS
                ? xray.lungMask(size.height(), size.width())
                : xray.mask(size.height(), size.width());
        float[] cells = new float[mask.length];
        for (int pixel = 0; pixel < cells.length; pixel++) {
            cells[pixel] = mask[pixel] ? 1 : 0;
        }
        return new Tensor(cells, size.height(), size.width(), 1);
    }
}
