package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.training.Hook;
import io.foldwise.spi.training.Step;
import io.foldwise.spi.training.Training;
import java.util.Random;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Every check of {@link HookContract} catches a hook that breaks it, and lets one pass that does not. */
final class BrokenHooksTest {

    @Test
    void aCorrectHookPasses() {
        HookContract correct = contract(() -> new Scaling(() -> 0.9));
        assertThatCode(() -> {
                    correct.hasAnEffect();
                    correct.repeatsItselfBitForBit();
                    correct.leavesTheArraysOfBatchesAlone();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void aHookWithoutAnEffect() {
        assertCaught(contract(() -> new Scaling(() -> 1.0))::hasAnEffect, "without it");
    }

    @Test
    void randomnessOfItsOwn() {
        Random own = new Random(1);
        assertCaught(contract(() -> new Scaling(own::nextDouble))::repeatsItselfBitForBit, "the same weights");
    }

    @Test
    void writingIntoBatches() {
        Hook writing = new Hook() {
            @Override
            public MultiDataSet batch(Step step, MultiDataSet batch) {
                batch.getFeatures(0).muli(0.5);
                return batch;
            }
        };
        assertCaught(contract(() -> writing)::leavesTheArraysOfBatchesAlone, "in step 0");
    }

    private static HookContract contract(Supplier<Hook> hook) {
        return new HookContract() {
            @Override
            protected Hook hook(InputShape input) {
                return hook.get();
            }
        };
    }

    private static void assertCaught(ThrowingCallable check, String complaint) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(check).withMessageContaining(complaint);
    }

    /** Multiplies all weights by a factor after every step. */
    private static final class Scaling implements Hook {
        private final Supplier<Double> factor;
        private Training training;

        Scaling(Supplier<Double> factor) {
            this.factor = factor;
        }

        @Override
        public void begin(Training begun) {
            training = begun;
        }

        @Override
        public void step(Step step) {
            training.weights().muli(factor.get());
        }
    }
}
