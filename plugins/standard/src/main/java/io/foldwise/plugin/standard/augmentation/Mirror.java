package io.foldwise.plugin.standard.augmentation;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.training.Augmentation;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Mirrors images at random, and with them those targets that are images of their own, {@code [batch, height, width,
 * channels]}.
 */
@Description("Mirrors images and their masks at random")
public final class Mirror implements Augmentation {

    private static final int PICTURES = 4;

    private final Params params;

    /** How often. */
    public record Params(
            @Description("Chance that left and right change places") @Default("0.5") @DecimalMin("0") @DecimalMax("1")
            double horizontal,

            @Description("Chance that top and bottom change places") @Default("0") @DecimalMin("0") @DecimalMax("1")
            double vertical) {}

    @Inject
    public Mirror(Params params, InputShape.Image images) {
        this.params = params;
    }

    @Override
    public MultiDataSet augment(MultiDataSet batch, SplittableRandom random) {
        int samples = Math.toIntExact(batch.getFeatures(0).size(0));
        boolean[] columns = chosen(samples, params.horizontal(), random);
        boolean[] rows = chosen(samples, params.vertical(), random);
        batch.setFeatures(0, mirrored(batch.getFeatures(0), rows, columns));
        for (int head = 0; head < batch.numLabelsArrays(); head++) {
            if (batch.getLabels(head).rank() == PICTURES) {
                batch.setLabels(head, mirrored(batch.getLabels(head), rows, columns));
            }
        }
        return batch;
    }

    private static boolean[] chosen(int samples, double chance, SplittableRandom random) {
        boolean[] chosen = new boolean[samples];
        for (int sample = 0; sample < samples; sample++) {
            chosen[sample] = random.nextDouble() < chance;
        }
        return chosen;
    }

    private static INDArray mirrored(INDArray images, boolean[] rows, boolean[] columns) {
        int height = Math.toIntExact(images.size(1));
        int width = Math.toIntExact(images.size(2));
        int channels = Math.toIntExact(images.size(3));
        float[] from = images.dup('c').data().asFloat();
        float[] to = new float[from.length];
        for (int sample = 0; sample < rows.length; sample++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int fromY = rows[sample] ? height - 1 - y : y;
                    int fromX = columns[sample] ? width - 1 - x : x;
                    System.arraycopy(
                            from,
                            ((sample * height + fromY) * width + fromX) * channels,
                            to,
                            ((sample * height + y) * width + x) * channels,
                            channels);
                }
            }
        }
        return Nd4j.createFromArray(to).reshape('c', images.shape());
    }
}
