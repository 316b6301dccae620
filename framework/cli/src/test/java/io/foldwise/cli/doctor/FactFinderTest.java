package io.foldwise.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class FactFinderTest {

    @Test
    void takesAnEmptyVariableForNoWish() {
        assertThat(FactFinder.asked(Map.of("OPENBLAS_CORETYPE", "Zen"))).contains("Zen");
        assertThat(FactFinder.asked(Map.of("OPENBLAS_CORETYPE", ""))).isEmpty();
        assertThat(FactFinder.asked(Map.of())).isEmpty();
    }
}
