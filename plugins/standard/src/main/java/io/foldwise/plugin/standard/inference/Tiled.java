package io.foldwise.plugin.standard.inference;

import io.foldwise.spi.Assembler;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.Inference;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Images in windows that overlap, each predicted on its own. Predictions that are images of the window's size are put
 * together, every pixel being the mean over the windows it lies in, weighted by how far it is from their borders: a network
 * sees the middle of a window best. Of rows of numbers it is the plain mean over windows.
 */
@Description("Images in overlapping windows, put together again")
public final class Tiled implements Inference {

    private static final int RANK = 3;

    private final int window;
    private final int step;
    private final Inference of;

    /** How large, how far apart. */
    public record Params(
            @Description(
                    value = "Height and width of a window; images that are smaller are one window",
                    unit = "pixels")
            @Positive
            int window,

            @Description(value = "How much of a window lies in the next one", unit = "pixels")
            @Default("0")
            @PositiveOrZero
            int overlap,

            @Description("How each window is predicted") @Default("{ type = whole }")
            Spec<Inference> of) {

        public Params {
            if (overlap >= window) {
                throw new IllegalArgumentException("overlap must be less than window");
            }
        }
    }

    @Inject
    public Tiled(Params params, InputShape.Image images, Assembler assembler) {
        this.window = params.window();
        this.step = params.window() - params.overlap();
        this.of = assembler.build(params.of());
    }

    @Override
    public int batch() {
        return of.batch();
    }

    @Override
    public List<List<Tensor>> predict(Network network, Features features) {
        INDArray images = features.values(); // [batch, height, width, channels]
        int height = Math.toIntExact(images.size(1));
        int width = Math.toIntExact(images.size(2));
        List<List<Sum>> sums = new ArrayList<>();
        for (int top : starts(height)) {
            for (int left : starts(width)) {
                int bottom = Math.min(top + window, height);
                int right = Math.min(left + window, width);
                INDArray tile = images.get(
                                NDArrayIndex.all(),
                                NDArrayIndex.interval(top, bottom),
                                NDArrayIndex.interval(left, right),
                                NDArrayIndex.all())
                        .dup('c');
                List<List<Tensor>> predicted = of.predict(network, Features.of(tile));
                for (int sample = 0; sample < predicted.size(); sample++) {
                    if (sums.size() == sample) {
                        sums.add(predicted.get(sample).stream()
                                .map(head -> Sum.like(head, height, width, bottom - top, right - left))
                                .toList());
                    }
                    for (int head = 0; head < predicted.get(sample).size(); head++) {
                        sums.get(sample).get(head).add(predicted.get(sample).get(head), top, left);
                    }
                }
            }
        }
        return sums.stream()
                .map(heads -> heads.stream().map(Sum::mean).toList())
                .toList();
    }

    /** Where windows begin; the last one ends where the image does. */
    private int[] starts(int size) {
        if (size <= window) {
            return new int[] {0};
        }
        int count = (size - window + step - 1) / step + 1;
        return IntStream.range(0, count)
                .map(number -> Math.min(number * step, size - window))
                .toArray();
    }

    /** Windows of one sample and head, added up. */
    private record Sum(double[] values, double[] weights, int[] shape, boolean image) {

        static Sum like(Tensor head, int height, int width, int windowHeight, int windowWidth) {
            int[] shape = head.shape();
            boolean image = shape.length == RANK && shape[0] == windowHeight && shape[1] == windowWidth;
            int[] whole = image ? new int[] {height, width, shape[2]} : shape;
            return new Sum(new double[Tensor.cells(whole)], new double[Tensor.cells(whole)], whole, image);
        }

        void add(Tensor prediction, int top, int left) {
            if (!image) {
                for (int cell = 0; cell < values.length; cell++) {
                    values[cell] += prediction.values()[cell];
                    weights[cell]++;
                }
                return;
            }
            int height = prediction.shape()[0];
            int width = prediction.shape()[1];
            int channels = shape[2];
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    double weight = Math.min(y + 1, height - y) * (double) Math.min(x + 1, width - x);
                    int to = ((top + y) * shape[1] + left + x) * channels;
                    for (int channel = 0; channel < channels; channel++) {
                        values[to + channel] += weight * prediction.values()[(y * width + x) * channels + channel];
                        weights[to + channel] += weight;
                    }
                }
            }
        }

        Tensor mean() {
            float[] mean = new float[values.length];
            for (int cell = 0; cell < mean.length; cell++) {
                mean[cell] = (float) (values[cell] / weights[cell]);
            }
            return new Tensor(mean, shape);
        }
    }
}
