package io.foldwise.plugin.signal.picture;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.nd4j.linalg.factory.Nd4j;

/** Signals that are drawn when they are asked for. */
final class PictureDataset implements Dataset {

    private final Dataset signals;
    private final Plot plot;
    private final Brightness brightness;

    PictureDataset(Dataset signals, Plot plot, Brightness brightness) {
        this.signals = signals;
        this.plot = plot;
        this.brightness = brightness;
    }

    @Override
    public Features features(int[] rows) {
        float[] values = signals.features(rows).values().dup('c').data().asFloat(); // [batch, time, channels]
        int numbers = values.length / rows.length;
        InputShape.Image image = plot.size();
        int cells = image.numbers().orElseThrow();
        float[] batch = new float[Math.multiplyExact(rows.length, cells)];
        IntStream.range(0, rows.length).parallel().forEach(sample -> {
            float[] signal = Arrays.copyOfRange(values, sample * numbers, (sample + 1) * numbers);
            brightness.write(plot.of(signal), image.channels(), batch, sample * cells);
        });
        long[] shape = {rows.length, image.height(), image.width(), image.channels()};
        return Features.of(Nd4j.createFromArray(batch).reshape('c', shape)); // [batch, height, width, channels]
    }

    @Override
    public InputShape input() {
        return plot.size();
    }

    @Override
    public int size() {
        return signals.size();
    }

    @Override
    public String id(int row) {
        return signals.id(row);
    }

    @Override
    public Task task() {
        return signals.task();
    }

    @Override
    public boolean labelled() {
        return signals.labelled();
    }

    @Override
    public float[] targets(int row) {
        return signals.targets(row);
    }

    @Override
    public Tensor target(int row, Head head) {
        return signals.target(row, head);
    }

    @Override
    public int length(int row) {
        return signals.length(row);
    }

    @Override
    public int cut(int row) {
        return signals.cut(row);
    }

    @Override
    public int group(int row) {
        return signals.group(row);
    }

    @Override
    public List<Set<String>> heldOutTogether() {
        return signals.heldOutTogether();
    }

    @Override
    public List<String> attributes() {
        return signals.attributes();
    }

    @Override
    public Optional<String> attribute(int row, String name) {
        return signals.attribute(row, name);
    }

    @Override
    public OptionalLong contentHash(int row) {
        return signals.contentHash(row);
    }
}
