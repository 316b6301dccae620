package io.foldwise.plugin.text.masked;

import io.foldwise.contracts.AugmentationContract;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import java.util.List;
import java.util.stream.IntStream;

/** What every augmentation does, of a text with masked tokens. */
final class NewMasksContractTest extends AugmentationContract {

    private static final MaskedTokens HEAD = new MaskedTokens(51, 9, new Masking(0.15, 3, 0.8, 0.1));

    @Override
    protected Augmentation augmentation() {
        return new NewMasks(new NewMasks.Params(), HEAD);
    }

    @Override
    protected InputShape input() {
        return new InputShape.Sequence(102, 60);
    }

    @Override
    protected Example example() {
        int[] text = IntStream.range(0, 50).toArray();
        Masking.Masked masked = HEAD.masking().mask(text, HEAD, new Seed(4).random());
        return new Example(masked.input(), List.of(masked.target()));
    }
}
