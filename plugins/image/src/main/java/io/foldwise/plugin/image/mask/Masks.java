package io.foldwise.plugin.image.mask;

import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Tensor;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Asks of every pixel, and of every class apart, whether it belongs to the mask: {@code [height, width, classes]}. Classes may
 * overlap, as each cell is a yes-or-no question of its own. A network answers in the size of what it is given, so that it may be
 * trained on crops; the size here is that of whole images.
 *
 * @param name of the head
 * @param classes the names of the masks of one image; a single one as a rule
 * @param cell what is kept of a pixel's prediction
 */
public record Masks(String name, int height, int width, List<String> classes, Storage.Cell cell) implements Head {

    public Masks {
        classes = List.copyOf(classes);
    }

    @Override
    public long[] logits() {
        return new long[] {-1, -1, classes.size()};
    }

    @Override
    public Storage storage() {
        return new Storage.Arrays(cell);
    }

    /**
     * How often each pixel belongs to each class, and masks without a pixel. One mask is looked at after the other, so that any
     * number of them fits.
     */
    @Override
    public Map<String, Tensor> baselines(Stream<Tensor> targets) {
        double[] sums = new double[height * width * classes.size()];
        int masks = 0;
        for (Iterator<Tensor> each = targets.iterator(); each.hasNext(); masks++) {
            float[] mask = each.next().values();
            for (int cell = 0; cell < sums.length; cell++) {
                sums[cell] += mask[cell];
            }
        }
        if (masks == 0) {
            return Map.of();
        }
        float[] mean = new float[sums.length];
        for (int cell = 0; cell < sums.length; cell++) {
            mean[cell] = (float) (sums[cell] / masks);
        }
        Map<String, Tensor> baselines = new LinkedHashMap<>();
        baselines.put("mean mask", new Tensor(mean, height, width, classes.size()));
        baselines.put("all empty", new Tensor(new float[mean.length], height, width, classes.size()));
        return baselines;
    }

    @Override
    public String toString() {
        return "masks of " + height + " x " + width + " pixels";
    }
}
