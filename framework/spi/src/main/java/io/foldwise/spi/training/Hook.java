package io.foldwise.spi.training;

import io.foldwise.spi.Kind;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Takes part in the training of a network: changes batches, gradients or weights as training goes on. A hook belongs to one
 * stage of one fold and may keep what it likes from step to step. Of one step:
 *
 * <ol>
 *   <li>{@link #batch} gives the batch to train on,
 *   <li>the network computes loss and gradient,
 *   <li>{@link #gradient} may add to the gradient,
 *   <li>{@link #scale} may scale what has come of it,
 *   <li>{@code trainer.clip-norm}, {@code trainer.l2} and the optimizer make a step of it, and the weights move,
 *   <li>{@link #step} may change the step,
 *   <li>{@link #move} may move the weights elsewhere,
 *   <li>{@link #observe} may look at where they are.
 * </ol>
 *
 * Each of these is asked of all hooks, in the order in which the experiment names them, before the next one is asked of any: so it
 * does not matter whether an average of weights is named before or after what changes them.
 *
 * <p>After every epoch, {@link #weights} may give others to validate and keep. All arrays that a hook makes are its own, in no
 * workspace; make them in {@link #begin} and use them again, since a step is short.
 *
 * <p>A hook that cannot work with the data says so in its constructor, one that cannot work with the stage in {@link #check}, and
 * one that cannot work with the network in {@link #begin}, all with an {@link io.foldwise.spi.IncompatibleException}.
 */
@Kind("hook")
public interface Hook {

    /** Whether a hook gives weights to keep. */
    enum Keeping {
        /** Not that it knows. */
        NOTHING,
        /** It does, where no other hook does. */
        UNLESS_ANOTHER_DOES,
        /** It does; two such hooks in one stage are refused. */
        ALWAYS
    }

    /**
     * The layers that its parameters name, each of which must be there: patterns as {@link Training#parameters(List)} takes
     * them. {@code check} looks for them, if the shape of the data is known before it is read.
     */
    default List<String> layers() {
        return List.of();
    }

    /** Whether it has {@link #weights} to keep. */
    default Keeping keeping() {
        return Keeping.NOTHING;
    }

    /** Whether it learns from {@linkplain Step#unlabelled unlabelled samples}, if the experiment gives any. */
    default boolean usesUnlabelled() {
        return false;
    }

    /**
     * Says whether it can work in a stage.
     *
     * @param epochs how many the stage has at most
     * @param unlabelled whether there are unlabelled samples
     * @throws io.foldwise.spi.IncompatibleException if it cannot
     */
    default void check(int epochs, boolean unlabelled) {}

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

    /**
     * When {@link Training#gradients} holds the gradient at the weights, and neither has been used yet. Weights are left as they
     * are, or put back.
     */
    default void gradient(Step step) {}

    /** When all hooks have added to the gradient: it may be scaled now, and weights moved that the step does not know of. */
    default void scale(Step step) {}

    /** When the weights have moved: the step that they have made may be changed. */
    default void step(Step step) {}

    /** When the step is what it is: the weights may be moved to another place. */
    default void move(Step step) {}

    /** When the weights are where they stay: they may be averaged, and are left as they are. */
    default void observe(Step step) {}

    /**
     * The weights that are validated, and kept and saved if they are the best, in place of the network's own, with which
     * training goes on. Asked once after every epoch. Of several hooks the last one that gives any counts, but for those that do
     * so only {@linkplain Keeping#UNLESS_ANOTHER_DOES unless another does}.
     *
     * @return {@code [n]}, as {@link Training#weights}; empty leaves them
     */
    default Optional<INDArray> weights() {
        return Optional.empty();
    }
}
