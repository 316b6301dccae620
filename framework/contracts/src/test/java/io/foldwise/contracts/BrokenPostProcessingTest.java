package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.PostProcessing;
import io.foldwise.spi.prediction.Predicted;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Every check of {@link PostProcessingContract} catches a step that breaks it. */
final class BrokenPostProcessingTest {

    @Test
    void targetsThatAreOverwritten() {
        Step careless = new Step(UnaryOperator.identity()) {
            @Override
            public Fitted fit(Head head, List<Tensor> targets, List<? extends Predicted> predictions) {
                targets.get(3).values()[1] = 7;
                return super.fit(head, targets, predictions);
            }
        };
        assertCaught(contract(careless)::writesIntoNothingThatItIsGivenToLearnFrom, "the targets afterwards");
    }

    @Test
    void predictionsThatAreOverwrittenWhereItLearns() {
        Step careless = new Step(UnaryOperator.identity()) {
            @Override
            public Fitted fit(Head head, List<Tensor> targets, List<? extends Predicted> predictions) {
                predictions.get(3).own().values()[1] = 7;
                return super.fit(head, targets, predictions);
            }
        };
        assertCaught(contract(careless)::writesIntoNothingThatItIsGivenToLearnFrom, "the predictions afterwards");
    }

    @Test
    void predictionsThatAreOverwrittenWhereTheyAreChanged() {
        Step careless = new Step(own -> {
            own.values()[0] /= 2;
            return own;
        });
        assertCaught(contract(careless)::writesIntoNoPredictionThatItChanges, "the predictions afterwards");
    }

    @Test
    void anotherShapeAndNoNumbers() {
        Step narrow = new Step(own -> Tensor.row(1));
        assertCaught(contract(narrow)::givesNumbersInTheShapeOfThePrediction, "the shape");
        Step dividing = new Step(own -> own.with(new float[] {0, Float.NaN, 0}));
        assertCaught(contract(dividing)::givesNumbersInTheShapeOfThePrediction, "places of what is no number");
    }

    @Test
    void whatIsNotRestored() {
        Step forgetful = new Step(UnaryOperator.identity()) {
            @Override
            public Fitted restore(Head head, Map<String, Double> values) {
                return new Step(own -> own.with(new float[3])).restore(head, values);
            }

            @Override
            public Fitted fit(Head head, List<Tensor> targets, List<? extends Predicted> predictions) {
                return super.restore(head, Map.of());
            }
        };
        assertCaught(contract(forgetful)::isRestoredFromWhatItLearned, "changed by what was restored");
    }

    @Test
    void valuesThatAreNoNumbers() {
        Step unsure = new Step(UnaryOperator.identity()) {
            @Override
            public Fitted fit(Head head, List<Tensor> targets, List<? extends Predicted> predictions) {
                return restore(head, Map.of("threshold", Double.NaN));
            }
        };
        assertCaught(contract(unsure)::namesWhatItLearned, "the value of threshold");
    }

    @Test
    void aStepThatCounts() {
        int[] asked = {0};
        Step counting = new Step(own -> own.with(new float[] {asked[0]++, 0, 0}));
        assertCaught(contract(counting)::changesASampleWhateverItChangedBefore, "after others");
    }

    @Test
    void aStepThatRemembers() {
        double[] fitted = {0};
        Step remembering = new Step(UnaryOperator.identity()) {
            @Override
            public Fitted fit(Head head, List<Tensor> targets, List<? extends Predicted> predictions) {
                return restore(head, Map.of("times", fitted[0]++));
            }
        };
        assertCaught(contract(remembering)::repeatsItself, "fitted to the same predictions again");
    }

    private static void assertCaught(ThrowingCallable check, String message) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(check).withMessageContaining(message);
    }

    private static PostProcessingContract contract(PostProcessing step) {
        return new PostProcessingContract() {
            @Override
            protected PostProcessing postProcessing() {
                return step;
            }
        };
    }

    /** Learns nothing, and changes predictions as it was told. */
    private static class Step implements PostProcessing {

        private final UnaryOperator<Tensor> change;

        Step(UnaryOperator<Tensor> change) {
            this.change = change;
        }

        @Override
        public Fitted fit(Head head, List<Tensor> targets, List<? extends Predicted> predictions) {
            return restore(head, Map.of());
        }

        @Override
        public Fitted restore(Head head, Map<String, Double> values) {
            return new Fitted() {
                @Override
                public Tensor apply(Predicted prediction) {
                    return change.apply(prediction.own());
                }

                @Override
                public Map<String, Double> values() {
                    return values;
                }
            };
        }
    }
}
