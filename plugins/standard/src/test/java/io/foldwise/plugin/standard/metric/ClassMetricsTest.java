package io.foldwise.plugin.standard.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.contracts.MetricContract;
import io.foldwise.plugin.standard.Samples;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.validation.Metric;
import io.foldwise.spi.validation.RowMetric;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class ClassMetricsTest {

    private static final Classes ANIMALS = new Classes(List.of("cat", "dog", "fox"));
    private static final float[][] TARGETS = {{1, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    private static final float[][] PREDICTIONS = {
        {0.5f, 0.25f, 0.25f}, {0.25f, 0.5f, 0.25f}, {0.25f, 0.5f, 0.25f}, {0.125f, 0.75f, 0.125f}
    };

    abstract static class OfClasses extends MetricContract {
        @Override
        protected RowHead head() {
            return ANIMALS;
        }
    }

    @Nested
    final class OfAccuracy extends OfClasses {
        @Override
        protected Metric metric() {
            return new Accuracy(ANIMALS);
        }

        @Test
        void countsRightClassesAndConfusions() {
            RowMetric accuracy = new Accuracy(ANIMALS);
            assertThat(accuracy.value(ANIMALS, TARGETS, PREDICTIONS)).isEqualTo(0.5);
            assertThat(accuracy.details(ANIMALS, TARGETS, PREDICTIONS))
                    .containsExactly(
                            entry("cat -> cat", 1.0),
                            entry("cat -> dog", 1.0),
                            entry("dog -> dog", 1.0),
                            entry("fox -> dog", 1.0));
        }
    }

    @Nested
    final class OfCrossEntropy extends OfClasses {
        @Override
        protected Metric metric() {
            return new ClassCrossEntropy(new ClassCrossEntropy.Params(1e-15), ANIMALS);
        }

        @Test
        void isTheMeanLogarithmOfTheTrueClass() {
            RowMetric crossEntropy = new ClassCrossEntropy(new ClassCrossEntropy.Params(1e-15), ANIMALS);
            double expected = -(Math.log(0.5) + Math.log(0.25) + Math.log(0.5) + Math.log(0.125)) / 4;
            assertThat(crossEntropy.value(ANIMALS, TARGETS, PREDICTIONS)).isCloseTo(expected, within(1e-12));
            assertThat(crossEntropy.details(ANIMALS, TARGETS, PREDICTIONS))
                    .containsEntry("fox", -Math.log(0.125))
                    .containsEntry("cat", -(Math.log(0.5) + Math.log(0.25)) / 2);
        }
    }

    @Nested
    final class OfMacroF1 extends OfClasses {
        @Override
        protected Metric metric() {
            return new MacroF1(ANIMALS);
        }

        @Test
        void isTheMeanOverClasses() {
            assertThat(new MacroF1(ANIMALS).details(ANIMALS, TARGETS, PREDICTIONS))
                    .containsExactly(entry("cat", 2 / 3.0), entry("dog", 0.5), entry("fox", 0.0));
        }

        @Test
        void leavesOutClassesThatNeitherOccurNorArePredicted() {
            float[][] cats = {{1, 0, 0}, {1, 0, 0}};
            float[][] predictions = {{0.6f, 0.3f, 0.1f}, {0.3f, 0.6f, 0.1f}};
            assertThat(new MacroF1(ANIMALS).details(ANIMALS, cats, predictions)).containsOnlyKeys("cat", "dog");
        }
    }

    @Nested
    final class OfMacroF1OfLabels extends MetricContract {
        @Override
        protected Metric metric() {
            return new MacroF1(Samples.schema(3));
        }

        @Test
        void predictsLabelsFromAHalfOn() {
            float[][] targets = {{1, 0, 0}, {1, 1, 0}};
            float[][] predictions = {{0.5f, 0.6f, 0.4f}, {0.4f, 0.6f, 0.4f}};
            assertThat(new MacroF1(Samples.schema(3)).details(Samples.schema(3), targets, predictions))
                    .containsExactly(entry("0", 2 / 3.0), entry("1", 2 / 3.0));
        }
    }

    @Nested
    final class OfMacroAuc extends OfClasses {
        @Override
        protected Metric metric() {
            return new MacroAuc(ANIMALS);
        }

        @Test
        void ranksEachClassAgainstTheRest() {
            assertThat(new MacroAuc(ANIMALS).details(ANIMALS, TARGETS, PREDICTIONS))
                    .containsEntry("cat", (2 + 1 + 0.5) / 4)
                    .containsEntry("fox", 0.0);
        }
    }
}
