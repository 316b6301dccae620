package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.Inference;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Every check of {@link InferenceContract} catches an inference that breaks it. */
final class BrokenInferencesTest {

    @Test
    void noBatch() {
        Inference none = new Changed(0, UnaryOperator.identity());
        assertCaught(contract(none)::takesBatches, "the size of a batch");
    }

    @Test
    void aSampleTooFew() {
        Inference losing = new Changed(8, all -> all.subList(1, all.size()));
        assertCaught(contract(losing)::predictsEveryHeadOfEverySample, "samples");
    }

    @Test
    void aHeadOrAColumnTooFew() {
        Inference headless = new Changed(8, all -> Collections.nCopies(all.size(), List.of()));
        assertCaught(contract(headless)::predictsEveryHeadOfEverySample, "heads");
        Inference narrow = new Changed(8, all -> Collections.nCopies(all.size(), List.of(Tensor.row(1))));
        assertCaught(contract(narrow)::predictsEveryHeadOfEverySample, "columns of labels");
    }

    @Test
    void samplesThatAreMixedUp() {
        Inference mixed = new Changed(8, all -> Collections.nCopies(all.size(), all.get(0)));
        assertCaught(contract(mixed)::predictsASampleWhateverItsBatch, "among others");
    }

    @Test
    void arraysThatAreOverwritten() {
        Inference careless = new Changed(8, all -> {
            all.get(0).get(0).values()[0] = 2;
            return all;
        });
        assertCaught(contract(careless)::writesIntoNothingThatItIsGiven, "what the network gave, afterwards");
        Inference scaling = new Inference() {
            @Override
            public int batch() {
                return 8;
            }

            @Override
            public List<List<Tensor>> predict(Network network, Features features) {
                return network.predict(Features.of(features.values().muli(2)));
            }
        };
        assertCaught(contract(scaling)::writesIntoNothingThatItIsGiven, "the features afterwards");
    }

    @Test
    void aWayOfItsOwnEveryTime() {
        float[] times = {0};
        Inference counting = new Changed(
                8,
                all -> Collections.nCopies(all.size(), List.of(all.get(0).get(0).with(count(all, times)))));
        assertCaught(contract(counting)::repeatsItself, "of the same samples again");
    }

    private static float[] count(List<List<Tensor>> all, float[] times) {
        float[] row = all.get(0).get(0).values().clone();
        row[0] = times[0]++;
        return row;
    }

    private static void assertCaught(ThrowingCallable check, String message) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(check).withMessageContaining(message);
    }

    private static InferenceContract contract(Inference inference) {
        return new InferenceContract() {
            @Override
            protected Inference inference() {
                return inference;
            }
        };
    }

    /** Changes what the network says. */
    private record Changed(int batch, UnaryOperator<List<List<Tensor>>> change) implements Inference {
        @Override
        public List<List<Tensor>> predict(Network network, Features features) {
            return change.apply(network.predict(features));
        }
    }
}
