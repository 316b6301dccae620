package io.foldwise.plugin.image.data;

import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import java.util.Arrays;

/**
 * Rows of numbers that are true of samples.
 *
 * @param targets {@code [samples][columns of all heads]}
 */
record RowTruths(Task task, float[][] targets) implements Truths {

    @Override
    public float[] summary(int row) {
        return targets[row].clone();
    }

    @Override
    public Tensor of(int row, Head head) {
        int from = task.offset(head);
        return Tensor.row(Arrays.copyOfRange(targets[row], from, from + ((RowHead) head).width()));
    }
}
