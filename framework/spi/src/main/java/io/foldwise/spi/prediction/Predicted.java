package io.foldwise.spi.prediction;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;

/** What is predicted of one sample, as a step of {@link PostProcessing} finds it. */
public interface Predicted {

    /** The sample's id. */
    String id();

    /** The prediction that the step changes. */
    Tensor own();

    /**
     * What another head of the task says of the sample, as the steps before leave it.
     *
     * @throws IncompatibleException if there is no such head
     */
    Tensor of(Head head);

    /** A prediction of a task of one head. */
    static Predicted alone(String id, Tensor own) {
        return new Alone(id, own);
    }
}
