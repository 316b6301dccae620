package io.foldwise.plugin.image.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.contracts.MetricContract;
import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.plugin.image.metric.ImageAuc.Score;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.validation.Metric;
import io.foldwise.spi.validation.Metric.Tally;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ImageAucTest extends MetricContract {

    private static final Masks MASKS = new Masks("mask", 1, 1, List.of("left", "right"), Storage.Cell.FLOAT);
    private static final Masks ONE = new Masks("mask", 3, 1, List.of("lesion"), Storage.Cell.FLOAT);

    @Override
    protected Metric metric() {
        return new ImageAuc(new ImageAuc.Params(Score.MAX, 100, 0.5), MASKS);
    }

    @Override
    protected Head head() {
        return MASKS;
    }

    @Test
    void ranksImagesByTheirMostProbablePixel() {
        assertThat(value(Score.MAX)).isEqualTo(0.25);
    }

    @Test
    void ranksImagesByTheMeanOfTheirMostProbablePixels() {
        assertThat(value(Score.TOP)).isEqualTo(0.75);
    }

    /** A tie counts half. */
    @Test
    void ranksImagesByTheirArea() {
        assertThat(value(Score.AREA)).isEqualTo(0.625);
    }

    /** Most probable pixels 0.5, 0.9 and 0.6, 1; means of two 0.5, 0.8 and 0.3, 0.75; areas 0, 2 and 0, 1. */
    private static double value(Score score) {
        Tally tally = new ImageAuc(new ImageAuc.Params(score, 2, 0.65), ONE).tally(ONE);
        tally.add(mask(1, 0, 0), mask(0.5f, 0.5f, 0));
        tally.add(mask(0, 1, 1), mask(0.9f, 0.1f, 0.7f));
        tally.add(mask(0, 0, 0), mask(0, 0.6f, 0));
        tally.add(mask(0, 0, 0), mask(0.5f, 1, 0.2f));
        return tally.value();
    }

    private static Tensor mask(float... pixels) {
        return new Tensor(pixels, 3, 1, 1);
    }

    @Test
    void isUndefinedWithoutImagesOfBothKinds() {
        RankedScores scores = new RankedScores();
        scores.add(true, 1);
        assertThat(scores.area()).isNaN();
        scores.add(false, 0);
        assertThat(scores.area()).isEqualTo(1);
        scores.add(false, Float.NaN);
        assertThat(scores.area()).isNaN();
    }

    @Test
    void makesRoomForAnyNumberOfImages() {
        RankedScores scores = new RankedScores();
        for (int image = 0; image < 1000; image++) {
            scores.add(image % 2 == 0, image);
        }
        assertThat(scores.area()).isEqualTo(0.499, within(1e-12));
    }
}
