package io.foldwise.bench.training;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import java.util.Random;
import org.nd4j.linalg.factory.Nd4j;

/** Images and answers of random numbers, for whom only time matters. */
record MadeUpImages(int size, InputShape.Image input, Task task) implements Dataset {

    @Override
    public String id(int row) {
        return Integer.toString(row);
    }

    @Override
    public boolean labelled() {
        return true;
    }

    @Override
    public float[] targets(int row) {
        return new float[] {row % 2};
    }

    @Override
    public Tensor target(int row, Head head) {
        int[] shape = shape(head.logits());
        float[] values = new float[Tensor.cells(shape)];
        Random random = new Random(row);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(2);
        }
        return new Tensor(values, shape);
    }

    /** Logits that follow the image have no size of their own. */
    private int[] shape(long... logits) {
        return logits.length == 1
                ? new int[] {(int) logits[0]}
                : new int[] {input.height(), input.width(), (int) logits[2]};
    }

    @Override
    public Features features(int[] rows) {
        int cells = input.height() * input.width() * input.channels();
        float[] values = new float[rows.length * cells];
        for (int i = 0; i < rows.length; i++) {
            Random random = new Random(rows[i]);
            for (int cell = 0; cell < cells; cell++) {
                values[i * cells + cell] = random.nextFloat();
            }
        }
        return Features.of(
                Nd4j.createFromArray(values).reshape(rows.length, input.height(), input.width(), input.channels()));
    }
}
