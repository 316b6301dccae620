package io.foldwise.plugin.example.mask;

import io.foldwise.plugin.example.mask.SyntheticMasksReader.Params;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import java.util.List;
import org.nd4j.linalg.factory.Nd4j;

/** Images that are drawn whenever they are needed: of all of them, no more is in memory than their names. */
record DrawnImages(List<String> ids, Params params, Task task, boolean labelled) implements Dataset {

    @Override
    public int size() {
        return ids.size();
    }

    @Override
    public String id(int row) {
        return ids.get(row);
    }

    @Override
    public InputShape input() {
        return new InputShape.Image(params.size(), params.size(), 1);
    }

    /** Whether there is a shape at all: what a split should balance. */
    @Override
    public float[] targets(int row) {
        return new float[] {known(row).shapes().isEmpty() ? 0 : 1};
    }

    @Override
    public Tensor target(int row, Head mask) {
        return new Tensor(known(row).mask(), params.size(), params.size(), 1);
    }

    private Drawing known(int row) {
        if (!labelled) {
            throw new IllegalStateException("a file to predict has no masks");
        }
        return drawing(row);
    }

    private Drawing drawing(int row) {
        return SyntheticMasksReader.drawing(params, id(row));
    }

    @Override
    public Features features(int[] rows) {
        int pixels = params.size() * params.size();
        float[] batch = new float[rows.length * pixels];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(drawing(rows[i]).image(params.noise()), 0, batch, i * pixels, pixels);
        }
        long[] shape = {rows.length, params.size(), params.size(), 1}; // [batch, height, width, channels]
        return Features.of(Nd4j.createFromArray(batch).reshape('c', shape));
    }
}
