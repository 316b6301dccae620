package io.foldwise.contracts;

import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import java.util.SplittableRandom;

/** A correct augmentation: all numbers of an input are multiplied by one at random. */
final class TinyAugmentation implements Augmentation {

    @Override
    public Example augment(Example example, SplittableRandom random) {
        float factor = (float) random.nextDouble();
        float[] values = example.input().values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return example.withInput(example.input().with(values));
    }
}
