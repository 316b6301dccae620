package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Every check of {@link AugmentationContract} catches an augmentation that breaks it. */
final class BrokenAugmentationsTest {

    private static final Augmentation CORRECT = new TinyAugmentation();

    @Test
    void randomnessOfItsOwn() {
        Random own = new Random(1);
        Augmentation stubborn = (example, random) -> CORRECT.augment(example, new SplittableRandom(own.nextLong()));
        assertCaught(contract(stubborn)::dependsOnNothingButItsRandomness, "asked a second time");
    }

    @Test
    void whatSeveralThreadsShare() {
        SplittableRandom shared = new SplittableRandom(1);
        Augmentation counting = (example, random) -> CORRECT.augment(example, shared);
        assertCaught(contract(counting)::isTheSameForAnyNumberOfThreads, "of several threads at once");
    }

    @Test
    void nothingAtAll() {
        assertCaught(contract((example, random) -> example)::differsFromOneTimeToTheNext, "different results of 40");
    }

    @Test
    void arraysThatAreOverwritten() {
        Augmentation careless = (example, random) -> {
            example.targets().get(0).values()[0] = 2;
            return CORRECT.augment(example, random);
        };
        assertCaught(contract(careless)::writesIntoNothingThatItIsGiven, "the example afterwards");
    }

    @Test
    void anotherShapeThanItSays() {
        Augmentation narrow = (example, random) -> example.withInput(new Tensor(new float[8 * 7 * 2], 8, 7, 2));
        assertCaught(contract(narrow)::givesWhatItSaysInNumbers, "the shape");
        Augmentation boastful = new Augmentation() {
            @Override
            public Example augment(Example example, SplittableRandom random) {
                return example;
            }

            @Override
            public InputShape output(InputShape input) {
                return new InputShape.Image(16, 16, 2);
            }
        };
        assertCaught(contract(boastful)::givesWhatItSaysInNumbers, "the shape");
    }

    @Test
    void signalsOfAnotherLengthThanItSays() {
        InputShape shape = new InputShape.Signal(2, 10, 50);
        AugmentationContract contract = new AugmentationContract() {
            @Override
            protected Augmentation augmentation() {
                return (example, random) -> example.withInput(new Tensor(new float[18], 9, 2));
            }

            @Override
            protected InputShape input() {
                return shape;
            }

            @Override
            protected Example example() {
                return new Example(new Tensor(new float[20], 10, 2), List.of(Tensor.row(1)));
            }
        };
        assertCaught(contract::givesWhatItSaysInNumbers, "the shape");
    }

    @Test
    void targetsThatAreLost() {
        Augmentation losing = (example, random) -> new Example(example.input(), List.of());
        assertCaught(contract(losing)::givesWhatItSaysInNumbers, "targets");
    }

    @Test
    void noNumbers() {
        Augmentation dividing = (example, random) -> {
            float[] values = example.input().values().clone();
            values[3] = Float.NaN;
            return example.withInput(example.input().with(values));
        };
        assertCaught(contract(dividing)::givesWhatItSaysInNumbers, "places of what is no number");
    }

    private static void assertCaught(ThrowingCallable check, String message) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(check).withMessageContaining(message);
    }

    private static AugmentationContract contract(Augmentation augmentation) {
        return new AugmentationContract() {
            @Override
            protected Augmentation augmentation() {
                return augmentation;
            }
        };
    }
}
