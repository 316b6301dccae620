package io.foldwise.plugin.text.augmentation;

import com.google.inject.Inject;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Example;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.SplittableRandom;

/** Keeps a part of a text, of a length of chance, from a place of chance on. Its labels stay, though what tells them may be gone. */
@Description("Keeps a random part of a text")
public final class CropText implements Augmentation {

    private final double least;

    /** How short it may become. */
    public record Params(
            @Description("The least share of its tokens that is kept")
            @Default("0.8")
            @DecimalMin(value = "0", inclusive = false)
            @DecimalMax("1")
            double least) {}

    @Inject
    public CropText(Params params, InputShape input, Task task) {
        this.least = params.least();
        Texts.require("crop-text", input, task);
    }

    @Override
    public Example augment(Example example, SplittableRandom random) {
        int length = example.input().values().length;
        int shortest = Math.max(1, (int) Math.ceil(least * length));
        int kept = shortest + random.nextInt(length - shortest + 1);
        return example.withInput(Texts.part(example.input(), random.nextInt(length - kept + 1), kept));
    }
}
