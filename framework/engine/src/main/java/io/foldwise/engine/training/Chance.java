package io.foldwise.engine.training;

import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import java.util.SplittableRandom;

/** An augmentation that is applied to some of the examples only. */
public record Chance(Augmentation augmentation, double probability) implements Augmentation {

    @Override
    public Example augment(Example example, SplittableRandom random) {
        return random.nextDouble() < probability ? augmentation.augment(example, random) : example;
    }

    @Override
    public InputShape output(InputShape input) {
        return augmentation.output(input);
    }
}
