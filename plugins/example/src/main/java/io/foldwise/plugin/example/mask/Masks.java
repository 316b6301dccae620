package io.foldwise.plugin.example.mask;

import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Tensor;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Asks of every pixel whether it belongs to a shape, {@code [height, width, 1]}. What {@link Head} does by default fits: a pixel's
 * prediction is the logistic function of its logit, and models are averaged pixel by pixel.
 *
 * @param cell what is kept of a pixel's prediction
 */
public record Masks(int height, int width, Storage.Cell cell) implements Head {

    @Override
    public String name() {
        return "mask";
    }

    @Override
    public long[] logits() {
        return new long[] {height, width, 1};
    }

    @Override
    public Storage storage() {
        return new Storage.Arrays(cell);
    }

    /** How often each pixel belongs to a shape. One mask is looked at after the other, so that any number of them fits. */
    @Override
    public Map<String, Tensor> baselines(Stream<Tensor> targets) {
        double[] sums = new double[height * width];
        int masks = 0;
        for (Iterator<Tensor> each = targets.iterator(); each.hasNext(); masks++) {
            float[] mask = each.next().values();
            for (int pixel = 0; pixel < sums.length; pixel++) {
                sums[pixel] += mask[pixel];
            }
        }
        float[] mean = new float[sums.length];
        for (int pixel = 0; pixel < sums.length; pixel++) {
            mean[pixel] = (float) (sums[pixel] / masks);
        }
        return Map.of("mean mask", new Tensor(mean, height, width, 1));
    }

    @Override
    public String toString() {
        return "masks of " + height + " x " + width + " pixels";
    }
}
