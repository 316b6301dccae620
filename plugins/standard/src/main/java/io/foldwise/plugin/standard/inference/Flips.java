package io.foldwise.plugin.standard.inference;

import io.foldwise.spi.Assembler;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Average;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.Inference;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Images as they are and mirrored, and the mean of what is predicted for them. Predictions that are images themselves, {@code
 * [height, width, channels]}, are mirrored back first; rows of numbers are averaged as they are.
 */
@Description("The mean of predictions for images and their mirror images")
public final class Flips implements Inference {

    private static final int HEIGHT = 1;
    private static final int WIDTH = 2;
    private static final int RANK = 3;

    private final Task task;
    private final Inference of;
    private final List<int[]> axes;

    /** Which mirror images. */
    public record Params(
            @Description("Left and right change places") @Default("true")
            boolean horizontal,

            @Description("Top and bottom change places; with both, both at once as well") @Default("false")
            boolean vertical,

            @Description("How each of them is predicted") @Default("{ type = whole }")
            Spec<Inference> of) {

        public Params {
            if (!horizontal && !vertical) {
                throw new IllegalArgumentException("there is nothing to flip: say horizontal, vertical or both");
            }
        }
    }

    /** @throws IncompatibleException if images are upright */
    @Inject
    public Flips(Params params, InputShape.Image images, Task task, Assembler assembler) {
        images.requireNotUpright();
        this.task = task;
        this.of = assembler.build(params.of());
        this.axes = new ArrayList<>(List.of(new int[0]));
        if (params.horizontal()) {
            axes.add(new int[] {WIDTH});
        }
        if (params.vertical()) {
            axes.add(new int[] {HEIGHT});
        }
        if (params.horizontal() && params.vertical()) {
            axes.add(new int[] {HEIGHT, WIDTH});
        }
    }

    @Override
    public int batch() {
        return of.batch();
    }

    @Override
    public List<List<Tensor>> predict(Network network, Features features) {
        List<List<List<Tensor>>> all = axes.stream()
                .map(flipped -> of.predict(network, flipped(features, flipped)).stream()
                        .map(heads -> heads.stream()
                                .map(prediction -> back(prediction, flipped))
                                .toList())
                        .toList())
                .toList();
        double[] weights = new double[axes.size()];
        Arrays.fill(weights, 1.0 / weights.length);
        return IntStream.range(0, all.get(0).size())
                .mapToObj(sample -> IntStream.range(0, task.heads().size())
                        .mapToObj(head -> task.heads()
                                .get(head)
                                .average(
                                        all.stream()
                                                .map(way -> way.get(sample).get(head))
                                                .toList(),
                                        weights,
                                        Average.PROBABILITIES))
                        .toList())
                .toList();
    }

    private static Features flipped(Features features, int[] axes) {
        if (axes.length == 0) {
            return features;
        }
        INDArray images = features.values(); // [batch, height, width, channels]
        int[] shape =
                Arrays.stream(images.shape()).skip(1).mapToInt(Math::toIntExact).toArray();
        float[] all = images.dup('c').data().asFloat();
        int cells = Tensor.cells(shape);
        for (int from = 0; from < all.length; from += cells) {
            Tensor image = new Tensor(Arrays.copyOfRange(all, from, from + cells), shape);
            System.arraycopy(back(image, axes).values(), 0, all, from, cells);
        }
        return Features.of(Nd4j.createFromArray(all).reshape('c', images.shape()));
    }

    /** An image mirrored; anything else as it is. */
    private static Tensor back(Tensor prediction, int[] axes) {
        int[] shape = prediction.shape();
        if (axes.length == 0 || shape.length != RANK) {
            return prediction;
        }
        boolean rows = Arrays.stream(axes).anyMatch(axis -> axis == HEIGHT);
        boolean columns = Arrays.stream(axes).anyMatch(axis -> axis == WIDTH);
        int height = shape[0];
        int width = shape[1];
        int channels = shape[2];
        float[] mirrored = new float[prediction.values().length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int from = ((rows ? height - 1 - y : y) * width + (columns ? width - 1 - x : x)) * channels;
                System.arraycopy(prediction.values(), from, mirrored, (y * width + x) * channels, channels);
            }
        }
        return prediction.with(mirrored);
    }
}
