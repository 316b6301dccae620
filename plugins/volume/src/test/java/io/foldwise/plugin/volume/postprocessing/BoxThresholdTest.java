package io.foldwise.plugin.volume.postprocessing;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.plugin.volume.box.Box;
import io.foldwise.plugin.volume.box.SomeBoxes;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.PostProcessing.Fitted;
import io.foldwise.spi.prediction.Predicted;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The threshold at which there are no more false positives than are borne. */
final class BoxThresholdTest {

    private static final Tensor NODULE = Box.tensor(List.of(SomeBoxes.nodule(10, 10, 10, 6)));

    /** A hit of 0.5, and false positives of 0.1, 0.2 ... 0.9. */
    private static final Tensor MARKS = Box.tensor(IntStream.rangeClosed(0, 9)
            .mapToObj(
                    mark -> mark == 0 ? new Box(0.5, 10, 10, 10, 6) : new Box(mark / 10.0, 50 + 10.0 * mark, 10, 10, 6))
            .toList());

    @Test
    void leavesAsManyFalsePositivesAsAreBorne() {
        for (int borne = 0; borne <= 9; borne++) {
            assertThat(wrong(fit(borne))).as("of %d", borne).isEqualTo(borne);
        }
        assertThat(fit(20).values()).containsEntry("threshold", 0.0);
    }

    @Test
    void keepsHitsAboveIt() {
        assertThat(Box.of(fit(4).apply(Predicted.alone("a", MARKS))))
                .as("0.6 to 0.9, and no hit of 0.5")
                .hasSize(4);
        assertThat(Box.of(fit(5).apply(Predicted.alone("a", MARKS)))).hasSize(6);
    }

    @Test
    void restoresWhatItLearned() {
        Fitted fitted = fit(3);
        Fitted restored = new BoxThreshold(new BoxThreshold.Params(3), SomeBoxes.HEAD)
                .restore(SomeBoxes.HEAD, Map.copyOf(fitted.values()));

        assertThat(restored.apply(Predicted.alone("a", MARKS))).isEqualTo(fitted.apply(Predicted.alone("a", MARKS)));
        assertThat(restored.apply(Predicted.alone("a", Box.tensor(List.of()))).shape())
                .containsExactly(0, 5);
    }

    private static long wrong(Fitted fitted) {
        return Box.of(fitted.apply(Predicted.alone("a", MARKS))).stream()
                .filter(box -> box.z() > 20)
                .count();
    }

    private static Fitted fit(double falsePositives) {
        return new BoxThreshold(new BoxThreshold.Params(falsePositives), SomeBoxes.HEAD)
                .fit(
                        SomeBoxes.HEAD,
                        List.of(NODULE, NODULE),
                        List.of(Predicted.alone("a", MARKS), Predicted.alone("b", MARKS)));
    }
}
