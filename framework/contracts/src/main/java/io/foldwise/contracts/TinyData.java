package io.foldwise.contracts;

import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.InputShape.Image;
import io.foldwise.spi.data.InputShape.Sequence;
import io.foldwise.spi.data.InputShape.Signal;
import io.foldwise.spi.data.InputShape.Vector;
import io.foldwise.spi.data.InputShape.Volume;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Datasets for contract tests, of any {@link InputShape}: small, drawn from a seed, and easy to learn.
 *
 * <ul>
 *   <li>Vectors of normal numbers; label {@code j} asks whether a sum of two of them is positive.
 *   <li>Sequences of 1 to a dozen categories; label {@code j} asks whether category {@code categories - 1 - j} occurs.
 *   <li>Signals, images and volumes of normal noise; label {@code j} asks whether a channel has a bright patch (for the first
 *       labels, one per channel) or a dark one (for the labels after these).
 * </ul>
 *
 * Two neighbouring samples form a group, and groups take turns at the four values of the attribute {@code site}; a sample's
 * length is its number of steps.
 */
public final class TinyData implements Dataset {

    private static final int SAMPLES = 48;
    private static final int LABELS = 3;
    private static final Seed SEED = new Seed(17);
    private static final double POSITIVES = 0.4;
    private static final int PATCH = 3;
    private static final String SITE = "site";
    private static final int SITES = 4;
    private static final float PATCH_HEIGHT = 4;

    private final InputShape input;
    private final LabelSchema labels;
    private final float[][] targets;
    private final float[][] values;
    private final int[] lengths;

    private TinyData(InputShape input, LabelSchema labels, int samples, Seed seed) {
        this.input = input;
        this.labels = labels;
        this.targets = new float[samples][];
        this.values = new float[samples][];
        this.lengths = new int[samples];
        for (int row = 0; row < samples; row++) {
            draw(row, seed.branch("sample", row).random());
        }
    }

    /** Samples of the given shape. */
    public static Dataset of(InputShape input, LabelSchema labels, int samples, Seed seed) {
        return new TinyData(input, labels, samples, seed);
    }

    /** Samples of the given shape, with three labels. */
    public static Dataset of(InputShape input) {
        return of(input, schema(LABELS), SAMPLES, SEED);
    }

    /** Samples of 6 numbers. */
    public static Dataset vectors() {
        return of(new Vector(6));
    }

    /** Sequences of 1 to 12 of 20 categories. */
    public static Dataset sequences() {
        return of(new Sequence(20, 16));
    }

    /** Signals of 14 steps in 2 channels, ten steps in a second. */
    public static Dataset signals() {
        return of(new Signal(2, 14, 10));
    }

    /** Images of 8 x 8 pixels in 2 channels. */
    public static Dataset images() {
        return of(new Image(8, 8, 2));
    }

    /** Volumes of 4 x 6 x 6 voxels in 2 channels. */
    public static Dataset volumes() {
        return of(new Volume(4, 6, 6, 2));
    }

    /** One group of labels named {@code label-0}, {@code label-1} and so on. */
    public static LabelSchema schema(int labels) {
        return LabelSchema.of(
                "labels",
                IntStream.range(0, labels).mapToObj(label -> "label-" + label).toList());
    }

    /** One dataset of every shape. */
    static List<Dataset> all() {
        return List.of(vectors(), sequences(), signals(), images(), volumes());
    }

    private void draw(int row, SplittableRandom random) {
        float[] answers = new float[labels.width()];
        for (int label = 0; label < answers.length; label++) {
            answers[label] = random.nextDouble() < POSITIVES ? 1 : 0;
        }
        targets[row] = answers;
        lengths[row] = 1;
        if (input instanceof Vector vector) {
            values[row] = vector(vector, answers, random);
        } else if (input instanceof Sequence sequence) {
            values[row] = sequence(sequence, answers, random);
            lengths[row] = values[row].length;
        } else if (input instanceof Signal signal) {
            lengths[row] = signal.length();
            values[row] = noise(signal.length() * signal.channels(), random);
            drawOnSignal(signal, row, random);
        } else if (input instanceof Image image) {
            values[row] = noise(image.channels() * image.height() * image.width(), random);
            drawOnImage(image, row, random);
        } else if (input instanceof Volume volume) {
            values[row] = noise(volume.numbers().getAsInt(), random);
            drawOnVolume(volume, row, random);
        }
    }

    /** The answers follow from the numbers here, unlike in the other shapes. */
    private static float[] vector(Vector vector, float[] answers, SplittableRandom random) {
        float[] numbers = noise(vector.size(), random);
        for (int label = 0; label < answers.length; label++) {
            float first = numbers[label % vector.size()];
            float second = numbers[(label + 1) % vector.size()];
            answers[label] = first + second / 2 > 0 ? 1 : 0;
        }
        return numbers;
    }

    private static float[] sequence(Sequence sequence, float[] answers, SplittableRandom random) {
        int markers = (int) IntStream.range(0, answers.length)
                .filter(label -> answers[label] == 1)
                .count();
        int length = Math.min(Math.max(markers, 1) + random.nextInt(10), sequence.maxLength());
        float[] categories = new float[length];
        for (int step = 0; step < length; step++) {
            categories[step] = random.nextInt(sequence.categories() - answers.length);
        }
        int[] places = shuffled(length, random);
        int next = 0;
        for (int label = 0; label < answers.length; label++) {
            if (answers[label] == 1) {
                categories[places[next++]] = sequence.categories() - 1 - label;
            }
        }
        return categories;
    }

    private void drawOnSignal(Signal signal, int row, SplittableRandom random) {
        for (int label = 0; label < labels.width(); label++) {
            int start = random.nextInt(lengths[row] - PATCH + 1);
            for (int step = start; step < start + PATCH && targets[row][label] == 1; step++) {
                values[row][step * signal.channels() + label % signal.channels()] += height(label, signal.channels());
            }
        }
    }

    private void drawOnImage(Image image, int row, SplittableRandom random) {
        for (int label = 0; label < labels.width(); label++) {
            int top = random.nextInt(image.height() - PATCH + 1);
            int left = random.nextInt(image.width() - PATCH + 1);
            int channel = label % image.channels();
            for (int pixel = 0; pixel < PATCH * PATCH && targets[row][label] == 1; pixel++) {
                int y = top + pixel / PATCH;
                int x = left + pixel % PATCH;
                values[row][(y * image.width() + x) * image.channels() + channel] += height(label, image.channels());
            }
        }
    }

    private void drawOnVolume(Volume volume, int row, SplittableRandom random) {
        for (int label = 0; label < labels.width(); label++) {
            int front = random.nextInt(volume.depth() - PATCH + 1);
            int top = random.nextInt(volume.height() - PATCH + 1);
            int left = random.nextInt(volume.width() - PATCH + 1);
            int channel = label % volume.channels();
            for (int voxel = 0; voxel < PATCH * PATCH * PATCH && targets[row][label] == 1; voxel++) {
                int z = front + voxel / PATCH / PATCH;
                int y = top + voxel / PATCH % PATCH;
                int x = left + voxel % PATCH;
                int place = (z * volume.height() + y) * volume.width() + x;
                values[row][place * volume.channels() + channel] += height(label, volume.channels());
            }
        }
    }

    private static float height(int label, int channels) {
        if (label >= 2 * channels) {
            throw new IllegalArgumentException("at most " + 2 * channels + " labels for " + channels + " channels");
        }
        return label < channels ? PATCH_HEIGHT : -PATCH_HEIGHT;
    }

    private static float[] noise(int size, SplittableRandom random) {
        float[] numbers = new float[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    private static int[] shuffled(int size, SplittableRandom random) {
        int[] order = IntStream.range(0, size).toArray();
        for (int i = size - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
        return order;
    }

    @Override
    public int size() {
        return targets.length;
    }

    @Override
    public String id(int row) {
        return "sample-" + row;
    }

    @Override
    public InputShape input() {
        return input;
    }

    @Override
    public Task task() {
        return Task.of(labels);
    }

    @Override
    public boolean labelled() {
        return true;
    }

    @Override
    public float[] targets(int row) {
        return targets[row].clone();
    }

    @Override
    public int length(int row) {
        return lengths[row];
    }

    @Override
    public int group(int row) {
        return row / 2;
    }

    @Override
    public List<String> attributes() {
        return List.of(SITE);
    }

    @Override
    public Optional<String> attribute(int row, String name) {
        return name.equals(SITE) ? Optional.of("site-" + group(row) % SITES) : Optional.empty();
    }

    @Override
    public Features features(int[] rows) {
        if (input instanceof Sequence) {
            return padded(rows);
        }
        float[][] batch = Arrays.stream(rows).mapToObj(row -> values[row]).toArray(float[][]::new);
        INDArray matrix = Nd4j.createFromArray(batch); // [batch, numbers]
        if (input instanceof Image image) {
            return Features.of(matrix.reshape(rows.length, image.height(), image.width(), image.channels()));
        }
        if (input instanceof Volume volume) {
            return Features.of(
                    matrix.reshape(rows.length, volume.depth(), volume.height(), volume.width(), volume.channels()));
        }
        if (input instanceof Signal signal) {
            return Features.of(matrix.reshape(rows.length, signal.length(), signal.channels()));
        }
        return Features.of(matrix);
    }

    private Features padded(int[] rows) {
        int time = Arrays.stream(rows).map(row -> lengths[row]).max().orElseThrow();
        float[][] batch = new float[rows.length][time];
        float[][] mask = new float[rows.length][time];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(values[rows[i]], 0, batch[i], 0, values[rows[i]].length);
            Arrays.fill(mask[i], 0, lengths[rows[i]], 1);
        }
        INDArray steps = Nd4j.createFromArray(batch); // [batch, time]
        boolean same = Arrays.stream(rows).allMatch(row -> lengths[row] == time);
        return same ? Features.of(steps) : Features.masked(steps, Nd4j.createFromArray(mask));
    }
}
