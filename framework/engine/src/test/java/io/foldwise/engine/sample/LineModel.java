package io.foldwise.engine.sample;

import io.foldwise.spi.Default;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.model.DirectModel;
import jakarta.inject.Inject;
import jakarta.validation.constraints.PositiveOrZero;
import java.nio.file.Path;

/** Reads vectors only. */
public final class LineModel implements DirectModel {

    public record Params(@Default("0") @PositiveOrZero double ridge) {}

    private final InputShape.Vector input;

    @Inject
    public LineModel(Params params, InputShape.Vector input) {
        this.input = input;
    }

    public InputShape.Vector input() {
        return input;
    }

    @Override
    public Fitted fit(Dataset data, int[] rows) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Fitted restore(Path file) {
        throw new UnsupportedOperationException();
    }
}
