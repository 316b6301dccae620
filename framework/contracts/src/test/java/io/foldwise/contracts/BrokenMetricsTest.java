package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.validation.Metric;
import io.foldwise.spi.validation.RowMetric;
import java.util.Map;
import java.util.NoSuchElementException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Every check of {@link MetricContract} catches a metric that breaks it. */
final class BrokenMetricsTest {

    private static final RowMetric CORRECT = new TinyMetric();

    @Test
    void theWrongDirection() {
        Metric upsideDown = metric((head, targets, predictions) -> -CORRECT.value(head, targets, predictions));
        assertCaught(contract(upsideDown)::prefersTheTruthToBaseRatesAndThoseToItsOpposite, "perfect predictions");
        assertCaught(contract(upsideDown)::prefersAlmostRightToAlmostWrong, "close to the truth");
    }

    @Test
    void infinityForACertainMistake() {
        Metric unclipped =
                metric((head, targets, predictions) -> -Math.log(1 - CORRECT.value(head, targets, predictions)));
        contract(unclipped).prefersAlmostRightToAlmostWrong();
        assertCaught(contract(unclipped)::givesANumberForCertainMistakes, "finite");
    }

    @Test
    void aWeightForEarlySamples() {
        Metric impatient =
                metric((head, targets, predictions) -> CORRECT.value(head, targets, predictions) + predictions[0][0]);
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
        Metric mean = new RowMetric() {
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
    private static double misplacedPairs(RowHead head, float[][] targets, float[][] predictions) {
        double misplaced = 0;
        int pairs = 0;
        for (int one = 0; one < targets.length; one++) {
            for (int other = 0; other < targets.length; other++) {
                if (targets[one][0] > targets[other][0]) {
                    pairs++;
                    misplaced += (1 - Math.signum(predictions[one][0] - predictions[other][0])) / 2;
                }
            }
        }
        return misplaced / pairs;
    }

    @Test
    void anExceptionWhereThereAreNoPositives() {
        Metric demanding = metric((head, targets, predictions) -> {
            for (float[] row : targets) {
                if (row[0] == 1) {
                    return CORRECT.value(head, targets, predictions);
                }
            }
            throw new NoSuchElementException("no positive sample");
        });
        assertCaught(contract(demanding)::answersWhereItIsNotDefined, "NaN at worst");
    }

    @Test
    void clippingInPlace() {
        Metric clipping = metric((head, targets, predictions) -> {
            predictions[0][0] = 0.5f;
            return CORRECT.value(head, targets, predictions);
        });
        assertCaught(contract(clipping)::leavesItsInputsAlone, "");
    }

    @Test
    void aDetailWithoutAName() {
        Metric nameless = new RowMetric() {
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
        double of(RowHead head, float[][] targets, float[][] predictions);
    }

    private static Metric metric(Value value) {
        return new RowMetric() {
            @Override
            public boolean higherIsBetter() {
                return false;
            }

            @Override
            public double value(RowHead head, float[][] targets, float[][] predictions) {
                return value.of(head, targets, predictions);
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
