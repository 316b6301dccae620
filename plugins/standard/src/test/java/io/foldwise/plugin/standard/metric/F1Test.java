package io.foldwise.plugin.standard.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import io.foldwise.contracts.MetricContract;
import io.foldwise.plugin.standard.Samples;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.validation.Metric;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class F1Test {

    private static final Classes TWO = new Classes(List.of("normal", "abnormal"));

    @Test
    void isOfASingleLabel() {
        float[][] targets = {{1}, {1}, {1}, {0}, {0}};
        float[][] predictions = {{.9f}, {.5f}, {.4f}, {.6f}, {.1f}}; // two hits, one miss, one false alarm
        F1 f1 = f1(Samples.schema(1));
        assertThat(f1.value(Samples.schema(1), targets, predictions)).isEqualTo(4 / 6.0);
        assertThat(f1.details(Samples.schema(1), targets, predictions))
                .containsExactly(entry("precision", 2 / 3.0), entry("recall", 2 / 3.0));
    }

    @Test
    void isOfTheSecondOfTwoClasses() {
        float[][] targets = {{0, 1}, {0, 1}, {1, 0}, {1, 0}};
        float[][] predictions = {{.2f, .8f}, {.6f, .4f}, {.7f, .3f}, {.9f, .1f}};
        assertThat(f1(TWO).value(TWO, targets, predictions)).isEqualTo(2 / 3.0);
        assertThat(new F1(new F1.Params(Optional.of("normal")), TWO).value(TWO, targets, predictions))
                .isEqualTo(4 / 5.0);
    }

    @Test
    void isNotDefinedWithoutAnyPositive() {
        assertThat(f1(Samples.schema(1)).value(Samples.schema(1), new float[][] {{0}}, new float[][] {{.2f}}))
                .isNaN();
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertRefused(Samples.schema(2), Optional.empty(), "use macro-f1");
        assertRefused(TWO, Optional.of("odd"), "it has [normal, abnormal]");
        assertRefused(new Quantities(List.of("age")), Optional.of("age"), "use rmse or mae");
    }

    private static void assertRefused(Head head, Optional<String> positive, String message) {
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> new F1(new F1.Params(positive), head))
                .withMessageContaining(message);
    }

    private static F1 f1(Head head) {
        return new F1(new F1.Params(Optional.empty()), head);
    }

    @Nested
    final class OfALabel extends MetricContract {
        @Override
        protected Metric metric() {
            return new F1(new F1.Params(Optional.of(head().columns().get(0))), head());
        }
    }

    @Nested
    final class OfAClass extends MetricContract {
        @Override
        protected RowHead head() {
            return TWO;
        }

        @Override
        protected Metric metric() {
            return new F1(new F1.Params(Optional.of("normal")), TWO);
        }
    }
}
