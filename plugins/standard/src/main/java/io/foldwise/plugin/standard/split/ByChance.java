package io.foldwise.plugin.standard.split;

import io.foldwise.spi.data.Dataset;
import java.util.SplittableRandom;
import org.nd4j.common.util.MathUtils;

/** Random parts. Sizes are the weights' proportions, rounded. */
final class ByChance implements Division {

    @Override
    public int[] assign(Dataset data, int[] rows, double[] weights, SplittableRandom random) {
        int[] parts = new ByOrder().assign(data, rows, weights, random);
        MathUtils.shuffleArray(parts, random.nextLong());
        return parts;
    }
}
