package io.foldwise.spi.training;

import io.foldwise.spi.Kind;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Takes part in the training of a network: changes batches, gradients or weights as training goes on. A hook belongs to one
 * stage of one fold and may keep what it likes from step to step; several hooks are asked in the order in which the
 * experiment names them. Of one step:
 *
 * <ol>
 *   <li>{@link #batch} gives the batch to train on,
 *   <li>the network computes loss and gradient,
 *   <li>{@link #gradient} may change the gradient,
 *   <li>{@code trainer.clip-norm}, {@code trainer.l2} and the optimizer make a step of it, and the weights move,
 *   <li>{@link #step} may change the weights.
 * </ol>
 *
 * After every epoch, {@link #weights} may give others to validate and keep. All arrays that a hook makes are its own, in no
 * workspace; make them in {@link #begin} and use them again, since a step is short.
 *
 * <p>A hook that cannot work with the data says so in its constructor, and one that cannot work with the network in
 * {@link #begin}, both with an {@link io.foldwise.spi.IncompatibleException}.
 */
@Kind("hook")
public interface Hook {

    /**
     * The layers that its parameters name, each of which must be there: patterns as {@link Training#parameters(List)} takes
     * them. {@code check} looks for them, if the shape of the data is known before it is read.
     */
    default List<String> layers() {
        return List.of();
    }

    /** Before the first step. What the training shows are views, which stay what they are to its end. */
    default void begin(Training training) {}

    /**
     * The batch to train on; the given one as a rule. Its arrays are not to be written into.
     *
     * @param batch as the data or the hook before gives it
     */
    default MultiDataSet batch(Step step, MultiDataSet batch) {
        return batch;
    }

    /** When {@link Training#gradients} holds the gradient at the weights, and neither has been used yet. */
    default void gradient(Step step) {}

    /** When the weights have moved. */
    default void step(Step step) {}

    /**
     * The weights that are validated, and kept and saved if they are the best, in place of the network's own, with which
     * training goes on. Asked once after every epoch. Of several hooks the last one that gives any counts.
     *
     * @return {@code [n]}, as {@link Training#weights}; empty leaves them
     */
    default Optional<INDArray> weights() {
        return Optional.empty();
    }
}
