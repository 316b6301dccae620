package io.foldwise.plugin.signal.features;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import java.util.Arrays;
import java.util.stream.IntStream;

/** All that is measured of a record: its rhythm, its typical beat, and the range of every lead. */
final class EcgMeasures {

    /** Records that are loaded at once. */
    private static final int BATCH = 64;

    private EcgMeasures() {}

    /** Of one record, {@code [time, channels]}. */
    static Measures of(float[] signal, InputShape.Signal shape) {
        Measures measures = new Measures();
        int[] beats = QrsDetector.beats(signal, shape.channels(), shape.rate());
        Rhythm.measure(beats, shape.rate(), measures);
        MeanBeat.of(signal, shape.channels(), shape.rate(), beats).measure(measures);
        for (int lead = 0; lead < shape.channels(); lead++) {
            double[] values = Lead.of(signal, lead, shape.channels());
            double mean = Arrays.stream(values).average().orElseThrow();
            String name = "lead-" + (lead + 1) + "-";
            measures.add(name + "low", Arrays.stream(values).min().orElseThrow());
            measures.add(name + "high", Arrays.stream(values).max().orElseThrow());
            measures.add(
                    name + "deviation",
                    Math.sqrt(Arrays.stream(values)
                            .map(value -> (value - mean) * (value - mean))
                            .average()
                            .orElseThrow()));
        }
        return measures;
    }

    /** Of some samples, {@code [rows][measures]}. */
    static double[][] of(Dataset data, int[] rows) {
        InputShape.Signal shape = (InputShape.Signal) data.input();
        int numbers = shape.numbers().orElseThrow();
        double[][] all = new double[rows.length][];
        for (int from = 0; from < rows.length; from += BATCH) {
            int first = from;
            int[] batch = Arrays.copyOfRange(rows, from, Math.min(from + BATCH, rows.length));
            float[] values = data.features(batch).values().dup('c').data().asFloat(); // [batch, time, channels]
            IntStream.range(0, batch.length)
                    .parallel()
                    .forEach(i -> all[first + i] = of(Arrays.copyOfRange(values, i * numbers, (i + 1) * numbers), shape)
                            .numbers());
        }
        return all;
    }

    /** The names of the measures of signals of a shape. */
    static String[] names(InputShape.Signal shape) {
        return of(new float[shape.numbers().orElseThrow()], shape).names();
    }
}
