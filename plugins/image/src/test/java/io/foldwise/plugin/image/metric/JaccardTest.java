package io.foldwise.plugin.image.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.contracts.MetricContract;
import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.validation.Metric;
import io.foldwise.spi.validation.Metric.Tally;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JaccardTest extends MetricContract {

    private static final Masks MASKS = new Masks("mask", 2, 1, List.of("left", "right"), Storage.Cell.FLOAT);

    @Override
    protected Metric metric() {
        return new Jaccard(new Jaccard.Params(new MaskCut(0.5, EmptyMasks.KAGGLE)), MASKS);
    }

    @Override
    protected Head head() {
        return MASKS;
    }

    @Test
    void isTheCommonPixelsByThoseOfEither() {
        Masks masks = new Masks("mask", 3, 1, List.of("lesion"), Storage.Cell.FLOAT);
        Tally tally = new Jaccard(new Jaccard.Params(new MaskCut(0.3, EmptyMasks.KAGGLE)), masks).tally(masks);
        tally.add(new Tensor(new float[] {1, 1, 0}, 3, 1, 1), new Tensor(new float[] {0.4f, 0.2f, 0.4f}, 3, 1, 1));
        assertThat(tally.value()).isEqualTo(1.0 / 3);
        tally.add(new Tensor(new float[] {0, 0, 0}, 3, 1, 1), new Tensor(new float[] {0, 0, 0}, 3, 1, 1));
        assertThat(tally.value()).isEqualTo((1.0 / 3 + 1) / 2);
    }
}
