package io.foldwise.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearestNamesTest {

    private static final List<String> KEYS =
            List.of("epochs", "batch", "dropout", "lr", "l2", "max-length", "best-folds", "learning-rate");

    @Test
    void findsWhatWasMistyped() {
        assertThat(NearestNames.to("epoch", KEYS)).containsExactly("epochs");
        assertThat(NearestNames.to("epcohs", KEYS)).containsExactly("epochs");
        assertThat(NearestNames.to("drop-out", KEYS)).containsExactly("dropout");
        assertThat(NearestNames.to("batch-size", KEYS)).containsExactly("batch");
        assertThat(NearestNames.to("folds", KEYS)).containsExactly("best-folds");
        assertThat(NearestNames.to("maxLength", KEYS)).containsExactly("max-length");
        assertThat(NearestNames.to("rate", KEYS)).containsExactly("learning-rate");
    }

    @Test
    void findsNothingWhereNothingIsNear() {
        assertThat(NearestNames.to("patience", KEYS)).isEmpty();
        assertThat(NearestNames.to("epochs", KEYS)).isEmpty();
    }

    @Test
    void givesAtMostThreeTheNearestFirst() {
        assertThat(NearestNames.to("fold", List.of("folds", "bold", "cold", "gold", "old")))
                .hasSize(3)
                .containsExactly("bold", "cold", "folds");
    }
}
