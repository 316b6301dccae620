package io.foldwise.report.shift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MeasuredShiftTest {

    @Test
    void drawsNoConclusionFromAFewSamples() {
        assertThat(meaning(2000, 500, 0.7)).startsWith("told apart");
        assertThat(meaning(20, 5, 0.7)).startsWith("too few samples");
        assertThat(meaning(2000, 500, 0.55)).startsWith("hardly to be told apart");
        assertThat(meaning(20, 5, 0.3)).startsWith("hardly to be told apart");
    }

    private static String meaning(int trainingSamples, int testSamples, double auc) {
        return new MeasuredShift(trainingSamples, testSamples, auc, List.of()).meaning();
    }
}
