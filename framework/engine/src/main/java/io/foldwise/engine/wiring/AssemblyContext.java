package io.foldwise.engine.wiring;

import io.foldwise.spi.Seed;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.LabelSchema;
import java.util.Optional;

/** What is known when components are built; a component may ask for it in its constructor. */
public record AssemblyContext(Optional<InputShape> input, Optional<LabelSchema> labels, Optional<Seed> seed) {

    /** Nothing is known: readers are built so. */
    public static AssemblyContext empty() {
        return new AssemblyContext(Optional.empty(), Optional.empty(), Optional.empty());
    }

    public AssemblyContext withInput(InputShape shape) {
        return new AssemblyContext(Optional.of(shape), labels, seed);
    }

    public AssemblyContext withLabels(LabelSchema schema) {
        return new AssemblyContext(input, Optional.of(schema), seed);
    }

    public AssemblyContext withSeed(Seed root) {
        return new AssemblyContext(input, labels, Optional.of(root));
    }
}
