package io.foldwise.engine.training;

import io.foldwise.spi.IncompatibleException;
import java.util.List;

/** What a sampler gives for an epoch, looked at before it is trained on: samples that are held out must not be among it. */
final class SampledRows {

    private SampledRows() {}

    /**
     * The same batches.
     *
     * @param trained the rows that may be trained on
     * @param samples of the dataset
     * @throws IncompatibleException if there is no batch, one is empty, or one has another row
     */
    static List<int[]> checked(List<int[]> batches, int[] trained, int samples) {
        boolean[] known = new boolean[samples];
        for (int row : trained) {
            known[row] = true;
        }
        if (batches.isEmpty()) {
            throw refused("no batch");
        }
        for (int number = 0; number < batches.size(); number++) {
            int[] batch = batches.get(number);
            if (batch.length == 0) {
                throw refused("no sample in batch " + (number + 1));
            }
            for (int row : batch) {
                if (row < 0 || row >= samples || !known[row]) {
                    throw refused("row " + row + " in batch " + (number + 1) + ", which may not be trained on");
                }
            }
        }
        return batches;
    }

    private static IncompatibleException refused(String fault) {
        return new IncompatibleException("the sampler gives " + fault + "; this is a fault of its plugin");
    }
}
