package io.foldwise.plugin.standard.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.standard.Samples;
import org.junit.jupiter.api.Test;

final class JaccardTest {

    private static final double[] LOGITS = {0, Math.log(3), 0, 0}; // probabilities 1/2, 3/4; 1/2, 1/2
    private static final double[] TARGETS = {0, 1, 0, 0};

    @Test
    void isOneMinusTheCommonPartOfEachRow() {
        double first = 1 - (0.75 + 1) / (1.25 + 1 - 0.75 + 1);
        double second = 1 - 1 / (1.0 + 0 + 1);
        assertThat(value(1, Over.SAMPLE)).isCloseTo((first + second) / 2, within(1e-15));
    }

    @Test
    void takesABatchForOneSet() {
        assertThat(value(0.5, Over.BATCH)).isCloseTo(1 - (0.75 + 0.5) / (2.25 + 1 - 0.75 + 0.5), within(1e-15));
    }

    private static double value(double smooth, Over over) {
        return new Jaccard(new Jaccard.Params(smooth, over), Samples.schema(4))
                .evaluate(LOGITS, TARGETS, 2, 2, new double[4]);
    }
}
