package io.foldwise.plugin.signal.data;

import io.foldwise.plugin.signal.data.Scale.Sums;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Preparation;
import io.foldwise.toolkit.table.CsvLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Learns of a fold's training part what its values have to be shifted and scaled by to have mean 0 and deviation 1: all together, or
 * those of each lead. Keeps the shape of the training samples, too, which samples to predict must have.
 */
public record SignalPreparation(Normalise normalise) implements Preparation {

    /**
     * What is learned, if anything.
     *
     * @param shape whether parameters tell the shape of all samples
     */
    public static Optional<Preparation> of(Normalise normalise, boolean shape) {
        return normalise.learns() || !shape ? Optional.of(new SignalPreparation(normalise)) : Optional.empty();
    }

    @Override
    public Fitted fit(Dataset raw, int[] rows) {
        Signals signals = ((SignalDataset) raw).signals();
        InputShape.Signal shape = signals.shape();
        if (!normalise.learns()) {
            return new FittedScales(shape, List.of());
        }
        Sums[] sums = new Sums[shape.channels()];
        Arrays.fill(sums, Sums.NONE);
        // added up in the order of rows, so that threads do not change the last digit
        List<Sums[]> each = Arrays.stream(rows)
                .parallel()
                .mapToObj(row -> sums(signals.get(row), signals.recorded(row), shape.channels()))
                .toList();
        each.forEach(record -> Arrays.setAll(sums, channel -> sums[channel].plus(record[channel])));
        if (normalise == Normalise.GLOBAL) {
            Arrays.fill(sums, Arrays.stream(sums).reduce(Sums.NONE, Sums::plus));
        }
        return new FittedScales(shape, Scale.of(Arrays.asList(sums)));
    }

    private static Sums[] sums(float[] signal, int recorded, int channels) {
        return IntStream.range(0, channels)
                .mapToObj(channel -> Sums.of(signal, recorded, channel, channels))
                .toArray(Sums[]::new);
    }

    @Override
    public Fitted restore(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        try {
            List<String> sizes = cells(lines.get(0), 3);
            InputShape.Signal shape = new InputShape.Signal(
                    Integer.parseInt(sizes.get(0)), Integer.parseInt(sizes.get(1)), Double.parseDouble(sizes.get(2)));
            List<Scale> scales = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                List<String> cells = cells(line, 2);
                scales.add(new Scale(Double.parseDouble(cells.get(0)), Double.parseDouble(cells.get(1))));
            }
            if (scales.size() == (normalise.learns() ? shape.channels() : 0)) {
                return new FittedScales(shape, List.copyOf(scales));
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("holds no scales of leads", e);
        }
        throw new IOException("has not one scale for each lead");
    }

    private static List<String> cells(String line, int number) {
        List<String> cells = List.of(line.split(",", -1));
        if (cells.size() != number) {
            throw new IllegalArgumentException("has " + cells.size() + " cells");
        }
        return cells;
    }

    private record FittedScales(InputShape.Signal shape, List<Scale> scales) implements Fitted {

        @Override
        public Dataset apply(Dataset raw) {
            SignalDataset signals = (SignalDataset) raw;
            if (!signals.input().equals(shape)) {
                throw new DataException(
                        signals.file(0).orElse(Path.of("data")),
                        0,
                        "gives " + signals.input() + " at " + signals.input().rate() + " Hz, not " + shape + " at "
                                + shape.rate() + " Hz as in training");
            }
            return scales.isEmpty() ? signals : signals.scaled(scales);
        }

        @Override
        public void save(Path file) throws IOException {
            List<String> lines = new ArrayList<>();
            lines.add(CsvLines.line(List.of(
                    Integer.toString(shape.channels()),
                    Integer.toString(shape.length()),
                    Double.toString(shape.rate()))));
            scales.forEach(scale -> lines.add(
                    CsvLines.line(List.of(Double.toString(scale.mean()), Double.toString(scale.deviation())))));
            Files.write(file, lines);
        }
    }
}
