package io.foldwise.plugin.image.stacking;

import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.plugin.image.pixel.ImageTensors;
import io.foldwise.plugin.image.stacking.StackedReader.Layer;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.FinishedRun;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Images with the predictions of earlier runs behind their own channels. */
final class StackedDataset implements Dataset {

    private final Dataset images;
    private final InputShape input;
    private final Masks masks;
    private final List<Layer> layers;
    private final List<Set<String>> together;
    private final Source source;

    /** Which of a run's predictions a sample comes with. */
    @FunctionalInterface
    interface Source {
        Optional<Tensor> prediction(FinishedRun run, String id);
    }

    /** @param together see {@link #heldOutTogether} */
    StackedDataset(
            Dataset images,
            InputShape input,
            Masks masks,
            List<Layer> layers,
            List<Set<String>> together,
            Source source) {
        this.images = images;
        this.input = input;
        this.masks = masks;
        this.layers = layers;
        this.together = together;
        this.source = source;
    }

    @Override
    public Features features(int[] rows) {
        INDArray own = images.features(rows).values(); // [batch, height, width, channels]
        int height = Math.toIntExact(own.size(1));
        int width = Math.toIntExact(own.size(2));
        int channels = layers.size() * masks.classes().size();
        float[] said = new float[rows.length * height * width * channels];
        for (int sample = 0; sample < rows.length; sample++) {
            for (int number = 0; number < layers.size(); number++) {
                Tensor prediction = prediction(layers.get(number), images.id(rows[sample]), height, width);
                int from = sample * height * width * channels
                        + number * masks.classes().size();
                write(prediction.values(), said, from, channels);
            }
        }
        INDArray further = Nd4j.createFromArray(said).reshape(rows.length, height, width, channels);
        return Features.of(Nd4j.concat(3, own, further));
    }

    /** Behind one another in every pixel. */
    private void write(float[] prediction, float[] said, int from, int channels) {
        int classes = masks.classes().size();
        for (int pixel = 0; pixel < prediction.length / classes; pixel++) {
            System.arraycopy(prediction, pixel * classes, said, from + pixel * channels, classes);
        }
    }

    private Tensor prediction(Layer layer, String id, int height, int width) {
        Tensor prediction = source.prediction(layer.run(), id).orElseThrow(() -> StackedReader.unknown(layer, id));
        int[] shape = prediction.shape();
        if (shape.length != 3 || shape[2] != masks.classes().size()) {
            throw new DataException(
                    layer.folder(),
                    0,
                    "predicts " + Arrays.toString(shape) + " for '" + id + "', where height, width and "
                            + masks.classes().size() + " are needed, the number of classes");
        }
        return ImageTensors.smooth(prediction, height, width);
    }

    @Override
    public List<Set<String>> heldOutTogether() {
        return together;
    }

    @Override
    public InputShape input() {
        return input;
    }

    @Override
    public int size() {
        return images.size();
    }

    @Override
    public String id(int row) {
        return images.id(row);
    }

    @Override
    public Task task() {
        return images.task();
    }

    @Override
    public boolean labelled() {
        return images.labelled();
    }

    @Override
    public float[] targets(int row) {
        return images.targets(row);
    }

    @Override
    public Tensor target(int row, Head head) {
        return images.target(row, head);
    }

    @Override
    public int length(int row) {
        return images.length(row);
    }

    @Override
    public int cut(int row) {
        return images.cut(row);
    }

    @Override
    public int group(int row) {
        return images.group(row);
    }

    @Override
    public List<String> attributes() {
        return images.attributes();
    }

    @Override
    public Optional<String> attribute(int row, String name) {
        return images.attribute(row, name);
    }

    @Override
    public OptionalLong contentHash(int row) {
        return images.contentHash(row);
    }
}
