package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.spi.training.Loss;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Every check of {@link LossContract} catches a loss that breaks it. */
final class BrokenLossesTest {

    private static final Loss CORRECT = new CrossEntropy();

    @Test
    void aGradientThatIsNotTheDerivative() {
        Loss doubled = (logits, targets, rows, labels, gradient) -> {
            double value = CORRECT.evaluate(logits, targets, rows, labels, gradient);
            Arrays.setAll(gradient, i -> 2 * gradient[i]);
            return value;
        };
        assertCaught(contract(doubled)::hasTheGradientOfItsValueForHardTargets, "gradient by logit 0");
    }

    @Test
    void aGradientThatTakesTargetsForYesOrNo() {
        Loss rounding = (logits, targets, rows, labels, gradient) -> {
            double[] rounded = Arrays.stream(targets).map(Math::rint).toArray();
            CORRECT.evaluate(logits, rounded, rows, labels, gradient);
            return CORRECT.evaluate(logits, targets, rows, labels, new double[gradient.length]);
        };
        contract(rounding).hasTheGradientOfItsValueForHardTargets();
        assertCaught(contract(rounding)::hasTheGradientOfItsValueForSoftTargets, "gradient by logit 0");
    }

    @Test
    void aLossThatFailsOnASingleSample() {
        Loss unbiased = (logits, targets, rows, labels, gradient) -> {
            double value = CORRECT.evaluate(logits, targets, rows, labels, gradient);
            Arrays.setAll(gradient, i -> gradient[i] * rows / (rows - 1));
            return value * rows / (rows - 1);
        };
        contract(unbiased).hasTheGradientOfItsValueForHardTargets();
        assertCaught(contract(unbiased)::hasTheGradientOfItsValueForOneSample, "finite");
    }

    @Test
    void aLossThatTakesLogarithmsOfRoundedProbabilities() {
        Loss naive = (logits, targets, rows, labels, gradient) -> {
            CORRECT.evaluate(logits, targets, rows, labels, gradient);
            double sum = 0;
            for (int i = 0; i < rows * labels; i++) {
                double probability = 1 / (1 + Math.exp(-logits[i]));
                sum -= targets[i] * Math.log(probability) + (1 - targets[i]) * Math.log(1 - probability);
            }
            return sum / (rows * labels);
        };
        contract(naive).hasTheGradientOfItsValueForHardTargets();
        assertCaught(contract(naive)::isFiniteWherePredictionsAreCertain, "loss of logits of +-50");
    }

    @Test
    void aGradientThatIsNoNumberWherePredictionsAreCertain() {
        Loss overflowing = (logits, targets, rows, labels, gradient) -> {
            double value = CORRECT.evaluate(logits, targets, rows, labels, gradient);
            Arrays.setAll(gradient, i -> Math.abs(logits[i]) > 40 ? Double.NaN : gradient[i]);
            return value;
        };
        assertCaught(contract(overflowing)::isFiniteWherePredictionsAreCertain, "slopes at logits of +-50");
    }

    @Test
    void aGradientThatVanishesOnCertainMistakes() {
        Loss clipping = (logits, targets, rows, labels, gradient) -> {
            double[] clipped = Arrays.stream(logits)
                    .map(logit -> Math.min(Math.max(logit, -12), 12))
                    .toArray();
            double value = CORRECT.evaluate(clipped, targets, rows, labels, gradient);
            Arrays.setAll(gradient, i -> Math.abs(logits[i]) > 12 ? 0 : gradient[i]);
            return value;
        };
        contract(clipping).hasTheGradientOfItsValueForHardTargets();
        assertCaught(contract(clipping)::movesAwayFromCertainMistakes, "derivative of the loss");
    }

    @Test
    void aSumOverSamples() {
        Loss sum = (logits, targets, rows, labels, gradient) -> {
            double value = CORRECT.evaluate(logits, targets, rows, labels, gradient);
            Arrays.setAll(gradient, i -> rows * gradient[i]);
            return rows * value;
        };
        contract(sum).hasTheGradientOfItsValueForHardTargets();
        assertCaught(contract(sum)::doesNotGrowWithTheBatch, "every sample twice");
    }

    @Test
    void aGradientAddedToWhatWasThere() {
        Loss adding = (logits, targets, rows, labels, gradient) -> {
            double[] own = new double[gradient.length];
            double value = CORRECT.evaluate(logits, targets, rows, labels, own);
            Arrays.setAll(gradient, i -> gradient[i] + own[i]);
            return value;
        };
        assertCaught(contract(adding)::overwritesTheWholeGradient, "used before");
    }

    @Test
    void aLossThatWritesIntoTheLogits() {
        Loss overwriting = (logits, targets, rows, labels, gradient) -> {
            double value = CORRECT.evaluate(logits, targets, rows, labels, gradient);
            Arrays.setAll(logits, i -> 1 / (1 + Math.exp(-logits[i])));
            return value;
        };
        assertCaught(contract(overwriting)::leavesLogitsAndTargetsAlone, "logits after the call");
    }

    @Test
    void aLossThatRemembersEarlierBatches() {
        AtomicInteger calls = new AtomicInteger();
        Loss growing = (logits, targets, rows, labels, gradient) ->
                calls.incrementAndGet() + CORRECT.evaluate(logits, targets, rows, labels, gradient);
        assertCaught(contract(growing)::repeatsItself, "same batch again");
    }

    private static void assertCaught(ThrowingCallable check, String message) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(check).withMessageContaining(message);
    }

    private static LossContract contract(Loss loss) {
        return new LossContract() {
            @Override
            protected Loss loss() {
                return loss;
            }
        };
    }
}
