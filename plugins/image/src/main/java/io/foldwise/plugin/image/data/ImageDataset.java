package io.foldwise.plugin.image.data;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.nd4j.linalg.factory.Nd4j;

/** Images as samples, decoded when a batch needs them. */
public final class ImageDataset implements Dataset {

    /** The attributes that say, of images to predict, how many pixels they had. */
    public static final String HEIGHT = "height";

    public static final String WIDTH = "width";

    private final List<Sample> samples;
    private final List<String> attributes;
    private final Groups groups;
    private final Images images;
    private final Normalisation normalisation;
    private final Task task;
    private final Optional<Truths> truths;

    /**
     * @param attributes the names of what samples have of them
     * @param groups which samples belong together
     * @param truths empty for samples to predict
     */
    public ImageDataset(
            List<Sample> samples,
            List<String> attributes,
            Groups groups,
            Images images,
            Normalisation normalisation,
            Task task,
            Optional<Truths> truths) {
        this.samples = List.copyOf(samples);
        this.attributes = List.copyOf(attributes);
        this.groups = groups;
        this.images = images;
        this.normalisation = normalisation;
        this.task = task;
        this.truths = truths;
    }

    @Override
    public int size() {
        return samples.size();
    }

    @Override
    public String id(int row) {
        return samples.get(row).id();
    }

    @Override
    public InputShape input() {
        return new InputShape.Image(images.size().height(), images.size().width(), images.channels());
    }

    @Override
    public Task task() {
        return task;
    }

    @Override
    public boolean labelled() {
        return truths.isPresent();
    }

    @Override
    public float[] targets(int row) {
        return known().summary(row);
    }

    @Override
    public Tensor target(int row, Head head) {
        return known().of(row, head);
    }

    private Truths known() {
        return truths.orElseThrow(() -> new IllegalStateException("images to predict have no targets"));
    }

    @Override
    public int group(int row) {
        return groups.of(row);
    }

    @Override
    public List<String> attributes() {
        return attributes;
    }

    @Override
    public Optional<String> attribute(int row, String name) {
        int column = attributes.indexOf(name);
        return column < 0
                ? Optional.empty()
                : Optional.of(samples.get(row).attributes().get(column)).filter(cell -> !cell.isBlank());
    }

    @Override
    public OptionalLong contentHash(int row) {
        return images.contentHash(row);
    }

    @Override
    public Features features(int[] rows) {
        int numbers = images.size().pixels() * images.channels();
        float[] batch = new float[Math.multiplyExact(rows.length, numbers)];
        IntStream.range(0, rows.length)
                .parallel()
                .forEach(i -> normalisation.write(images.get(rows[i]), images.channels(), batch, i * numbers));
        long[] shape = {rows.length, images.size().height(), images.size().width(), images.channels()};
        return Features.of(Nd4j.createFromArray(batch).reshape('c', shape)); // [batch, height, width, channels]
    }
}
