package io.foldwise.plugin.signal.features;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.model.DirectModel;
import io.foldwise.toolkit.linear.OneVersusRest;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A linear model of measures, kept as a table: a line for each measure, with its name, mean and deviation, its weight for each label,
 * and that of its distance from usual for each label; then a line of intercepts.
 *
 * @param names of the measures
 * @param weights {@code [labels][features + 1]}, the intercept last
 */
record FittedFeatures(String[] names, MeasureScales scales, double[][] weights) implements DirectModel.Fitted {

    private static final String INTERCEPT = "intercept";

    @Override
    public float[][] logits(Dataset data, int[] rows) {
        float[][] features = scales.features(EcgMeasures.of(data, rows));
        float[][] logits = new float[rows.length][weights.length];
        for (int row = 0; row < rows.length; row++) {
            for (int label = 0; label < weights.length; label++) {
                double logit = weights[label][scales.width()];
                for (int feature = 0; feature < scales.width(); feature++) {
                    logit += weights[label][feature] * features[row][feature];
                }
                logits[row][label] = (float) logit;
            }
        }
        return OneVersusRest.logits(data.task(), logits);
    }

    @Override
    public void save(Path file) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (int measure = 0; measure < names.length; measure++) {
                writer.write(names[measure] + "\t" + scales.means()[measure] + "\t" + scales.deviations()[measure]);
                write(writer, measure);
                write(writer, names.length + measure);
                writer.write("\n");
            }
            writer.write(INTERCEPT);
            write(writer, scales.width());
            writer.write("\n");
        }
    }

    private void write(BufferedWriter writer, int feature) throws IOException {
        for (double[] label : weights) {
            writer.write("\t" + label[feature]);
        }
    }

    /** Reads what {@link #save} wrote of the same measures, for so many labels. */
    static FittedFeatures load(Path file, String[] names, int labels) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            MeasureScales scales = new MeasureScales(new double[names.length], new double[names.length]);
            double[][] weights = new double[labels][scales.width() + 1];
            for (int measure = 0; measure < names.length; measure++) {
                double[] numbers = numbers(reader, names[measure], 2 + 2 * labels);
                scales.means()[measure] = numbers[0];
                scales.deviations()[measure] = numbers[1];
                for (int label = 0; label < labels; label++) {
                    weights[label][measure] = numbers[2 + label];
                    weights[label][names.length + measure] = numbers[2 + labels + label];
                }
            }
            double[] intercepts = numbers(reader, INTERCEPT, labels);
            for (int label = 0; label < labels; label++) {
                weights[label][scales.width()] = intercepts[label];
            }
            return new FittedFeatures(names, scales, weights);
        } catch (IOException | NumberFormatException e) {
            throw new IOException(file + " cannot be restored: " + e.getMessage(), e);
        }
    }

    private static double[] numbers(BufferedReader reader, String name, int expected) throws IOException {
        String line = reader.readLine();
        String[] cells = line == null ? new String[] {""} : line.split("\t", -1);
        if (cells.length != expected + 1 || !cells[0].equals(name)) {
            throw new IOException("no line of '" + name + "' with " + expected + " numbers");
        }
        return Arrays.stream(cells, 1, cells.length)
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
