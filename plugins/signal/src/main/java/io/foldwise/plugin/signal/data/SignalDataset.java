package io.foldwise.plugin.signal.data;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.nd4j.linalg.factory.Nd4j;

/** Signals as samples, loaded when a batch needs them, by several threads. Its features are {@code [batch, time, channels]}. */
public final class SignalDataset implements Dataset {

    private final List<Sample> samples;
    private final List<String> attributes;
    private final int[] groups;
    private final Signals signals;
    private final Scaling scaling;
    private final Task task;
    private final Optional<float[][]> targets;

    private SignalDataset(
            List<Sample> samples,
            List<String> attributes,
            int[] groups,
            Signals signals,
            Scaling scaling,
            Task task,
            Optional<float[][]> targets) {
        this.samples = samples;
        this.attributes = attributes;
        this.groups = groups;
        this.signals = signals;
        this.scaling = scaling;
        this.task = task;
        this.targets = targets;
    }

    /**
     * @param attributes the names of what samples have of them
     * @param normalise what has to be learned is done by a {@link SignalPreparation}
     * @param targets {@code [samples][columns of all heads]}; empty for samples to predict
     */
    public static SignalDataset of(
            List<Sample> samples,
            List<String> attributes,
            Signals signals,
            Normalise normalise,
            Task task,
            Optional<float[][]> targets) {
        return new SignalDataset(
                List.copyOf(samples),
                List.copyOf(attributes),
                groups(samples),
                signals,
                normalise == Normalise.RECORD ? Scaling.RECORD : Scaling.NONE,
                task,
                targets);
    }

    /** The row of the first sample of a group is its number. */
    private static int[] groups(List<Sample> samples) {
        Map<String, Integer> first = new HashMap<>();
        return IntStream.range(0, samples.size())
                .map(row -> {
                    String group = samples.get(row).group();
                    Integer earlier = group.isEmpty() ? null : first.putIfAbsent(group, row);
                    return earlier == null ? row : earlier;
                })
                .toArray();
    }

    /** The same samples, each channel by its scale. */
    SignalDataset scaled(List<Scale> scales) {
        return new SignalDataset(samples, attributes, groups, signals, Scaling.by(scales), task, targets);
    }

    /** As they are loaded, before anything is normalised. */
    Signals signals() {
        return signals;
    }

    /** Where a signal was read; empty if it was read nowhere. */
    public Optional<Path> file(int row) {
        return signals.file(row);
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
    public InputShape.Signal input() {
        return signals.shape();
    }

    @Override
    public Task task() {
        return task;
    }

    @Override
    public boolean labelled() {
        return targets.isPresent();
    }

    @Override
    public float[] targets(int row) {
        return targets.orElseThrow(() -> new IllegalStateException("signals to predict have no targets"))[row].clone();
    }

    @Override
    public int group(int row) {
        return groups[row];
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
        return signals.contentHash(row);
    }

    @Override
    public Features features(int[] rows) {
        InputShape.Signal shape = input();
        int numbers = shape.numbers().orElseThrow();
        float[] batch = new float[Math.multiplyExact(rows.length, numbers)];
        IntStream.range(0, rows.length).parallel().forEach(i -> write(rows[i], batch, i * numbers));
        long[] sizes = {rows.length, shape.length(), shape.channels()};
        return Features.of(Nd4j.createFromArray(batch).reshape('c', sizes)); // [batch, time, channels]
    }

    private void write(int row, float[] batch, int from) {
        scaling.write(signals.get(row), signals.recorded(row), input().channels(), batch, from);
    }
}
