package io.foldwise.engine.experiment;

import io.foldwise.spi.Assembler;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.LabelSchema;
import java.util.Optional;

/** Gives an assembler whose components may ask for what is known at that point. */
@FunctionalInterface
public interface Assemblers {
    Assembler in(Optional<InputShape> input, Optional<LabelSchema> labels, Optional<Seed> seed);
}
