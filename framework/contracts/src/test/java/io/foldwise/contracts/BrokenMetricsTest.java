package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.validation.Metric;
import java.util.Map;
import java.util.NoSuchElementException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Every check of {@link MetricContract} catches a metric that breaks it. */
final class BrokenMetricsTest {

    private static final Metric CORRECT = new TinyMetric();

    @Test
    void theWrongDirection() {
        Metric upsideDown = metric((labels, targets, probabilities) -> -CORRECT.value(labels, targets, probabilities));
        assertCaught(contract(upsideDown)::prefersTheTruthToBaseRatesAndThoseToItsOpposite, "perfect predictions");
        assertCaught(contract(upsideDown)::prefersAlmostRightToAlmostWrong, "close to the truth");
    }

    @Test
    void infinityForACertainMistake() {
        Metric unclipped = metric(
                (labels, targets, probabilities) -> -Math.log(1 - CORRECT.value(labels, targets, probabilities)));
        contract(unclipped).prefersAlmostRightToAlmostWrong();
        assertCaught(contract(unclipped)::givesANumberForCertainMistakes, "finite");
    }

    @Test
    void aWeightForEarlySamples() {
        Metric impatient = metric((labels, targets, probabilities) ->
                CORRECT.value(labels, targets, probabilities) + probabilities[0][0]);
        assertCaught(contract(impatient)::doesNotDependOnTheOrderOfSamples, "");
    }

    @Test
    void aRankingThatDoesNotSaySo() {
        Metric ranking = metric(BrokenMetricsTest::misplacedPairs);
        contract(ranking).prefersTheTruthToBaseRatesAndThoseToItsOpposite();
        assertCaught(contract(ranking)::saysWhereItComparesSamplesOfDifferentNetworks, "distortedByPooling");
    }

    @Test
    void aMeanThatClaimsToRank() {
        Metric mean = new Metric() {
            @Override
            public boolean higherIsBetter() {
                return false;
            }

            @Override
            public boolean distortedByPooling() {
                return true;
            }

            @Override
            public double value(RowHead head, float[][] targets, float[][] predictions) {
                return CORRECT.value(head, targets, predictions);
            }
        };
        assertCaught(contract(mean)::saysWhereItComparesSamplesOfDifferentNetworks, "not distortedByPooling");
    }

    /** The share of pairs of the first label that are not in order, ties counting half. */
    private static double misplacedPairs(LabelSchema labels, float[][] targets, float[][] probabilities) {
        double misplaced = 0;
        int pairs = 0;
        for (int one = 0; one < targets.length; one++) {
            for (int other = 0; other < targets.length; other++) {
                if (targets[one][0] > targets[other][0]) {
                    pairs++;
                    misplaced += (1 - Math.signum(probabilities[one][0] - probabilities[other][0])) / 2;
                }
            }
        }
        return misplaced / pairs;
    }

    @Test
    void anExceptionWhereThereAreNoPositives() {
        Metric demanding = metric((labels, targets, probabilities) -> {
            for (float[] row : targets) {
                if (row[0] == 1) {
                    return CORRECT.value(labels, targets, probabilities);
                }
            }
            throw new NoSuchElementException("no positive sample");
        });
        assertCaught(contract(demanding)::answersWhereItIsNotDefined, "NaN at worst");
    }

    @Test
    void clippingInPlace() {
        Metric clipping = metric((labels, targets, probabilities) -> {
            probabilities[0][0] = 0.5f;
            return CORRECT.value(labels, targets, probabilities);
        });
        assertCaught(contract(clipping)::leavesItsInputsAlone, "");
    }

    @Test
    void aDetailWithoutAName() {
        Metric nameless = new Metric() {
            @Override
            public boolean higherIsBetter() {
                return false;
            }

            @Override
            public double value(RowHead head, float[][] targets, float[][] predictions) {
                return CORRECT.value(head, targets, predictions);
            }

            @Override
            public Map<String, Double> details(RowHead head, float[][] targets, float[][] predictions) {
                return Map.of("", 1.0);
            }
        };
        assertCaught(contract(nameless)::namesItsDetails, "blank");
    }

    private interface Value {
        double of(LabelSchema labels, float[][] targets, float[][] probabilities);
    }

    private static Metric metric(Value value) {
        return new Metric() {
            @Override
            public boolean higherIsBetter() {
                return false;
            }

            @Override
            public double value(RowHead head, float[][] targets, float[][] predictions) {
                return value.of(labels, targets, predictions);
            }
        };
    }

    private static void assertCaught(ThrowingCallable check, String message) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(check).withMessageContaining(message);
    }

    private static MetricContract contract(Metric metric) {
        return new MetricContract() {
            @Override
            protected Metric metric() {
                return metric;
            }
        };
    }
}
