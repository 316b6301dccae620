package io.foldwise.engine.training;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.Inference;
import java.util.List;

/** What an inference gives for a batch, looked at before it is used: a row too few would be another sample's. */
final class InferredPredictions {

    private InferredPredictions() {}

    /**
     * The same predictions.
     *
     * @param predicted {@code [samples][heads]}
     * @param samples of the batch
     * @throws IncompatibleException if there are more samples, heads or columns, or fewer
     */
    static List<List<Tensor>> checked(Inference inference, List<List<Tensor>> predicted, int samples, Task task) {
        if (predicted.size() != samples) {
            throw refused(inference, predicted.size() + " predictions for " + samples + " samples");
        }
        for (List<Tensor> sample : predicted) {
            if (sample.size() != task.heads().size()) {
                throw refused(
                        inference,
                        "predictions of " + sample.size() + " heads, and there are "
                                + task.heads().size());
            }
            for (int number = 0; number < sample.size(); number++) {
                requireColumns(inference, task.heads().get(number), sample.get(number));
            }
        }
        return predicted;
    }

    /** Arrays may be of any size. */
    private static void requireColumns(Inference inference, Head head, Tensor prediction) {
        int columns = head.columns().size();
        if (head.storage().equals(Storage.TABLE) && prediction.values().length != columns) {
            throw refused(
                    inference,
                    prediction.values().length + " values of '" + head.name() + "', which has " + columns + " columns");
        }
    }

    private static IncompatibleException refused(Inference inference, String fault) {
        return new IncompatibleException(
                "inference " + inference.getClass().getName() + " gives " + fault + "; this is a fault of its plugin");
    }
}
