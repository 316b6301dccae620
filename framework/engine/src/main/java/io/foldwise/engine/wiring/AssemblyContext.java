package io.foldwise.engine.wiring;

import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import java.util.Optional;

/**
 * What is known when components are built; a component may ask for it in its constructor.
 *
 * @param head the one that a component is for, such as a loss; the only one of a task that has one
 */
public record AssemblyContext(
        Optional<InputShape> input, Optional<Task> task, Optional<Head> head, Optional<Seed> seed) {

    /** Nothing is known: readers are built so. */
    public static AssemblyContext empty() {
        return new AssemblyContext(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public AssemblyContext withInput(InputShape shape) {
        return new AssemblyContext(Optional.of(shape), task, head, seed);
    }

    public AssemblyContext withTask(Task asked) {
        return new AssemblyContext(
                input, Optional.of(asked), asked.single() ? Optional.of(asked.first()) : Optional.empty(), seed);
    }

    public AssemblyContext withHead(Head one) {
        return new AssemblyContext(input, task, Optional.of(one), seed);
    }

    public AssemblyContext withSeed(Seed root) {
        return new AssemblyContext(input, task, head, Optional.of(root));
    }
}
