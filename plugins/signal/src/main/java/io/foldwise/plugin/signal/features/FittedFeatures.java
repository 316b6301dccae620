package io.foldwise.plugin.signal.features;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.model.DirectModel;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A linear model of measures, kept as a table: a line for each measure, with its name, mean and deviation, and its weight for each
 * label; then a line of intercepts.
 *
 * @param names of the measures
 * @param weights {@code [labels][measures + 1]}, the intercept last
 */
record FittedFeatures(String[] names, MeasureScales scales, double[][] weights) implements DirectModel.Fitted {

    private static final String INTERCEPT = "intercept";

    @Override
    public float[][] logits(Dataset data, int[] rows) {
        float[][] scaled = scales.scaled(EcgMeasures.of(data, rows));
        float[][] logits = new float[rows.length][weights.length];
        for (int row = 0; row < rows.length; row++) {
            for (int label = 0; label < weights.length; label++) {
                double logit = weights[label][names.length];
                for (int measure = 0; measure < names.length; measure++) {
                    logit += weights[label][measure] * scaled[row][measure];
                }
                logits[row][label] = (float) logit;
            }
        }
        return logits;
    }

    @Override
    public void save(Path file) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (int measure = 0; measure < names.length; measure++) {
                write(writer, names[measure], scales.means()[measure], scales.deviations()[measure], measure);
            }
            write(writer, INTERCEPT, 0, 1, names.length);
        }
    }

    private void write(BufferedWriter writer, String name, double mean, double deviation, int place)
            throws IOException {
        writer.write(name + "\t" + mean + "\t" + deviation);
        for (double[] label : weights) {
            writer.write("\t" + label[place]);
        }
        writer.write("\n");
    }

    /** Reads what {@link #save} wrote of the same measures, for so many labels. */
    static FittedFeatures load(Path file, String[] names, int labels) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            double[] means = new double[names.length];
            double[] deviations = new double[names.length];
            double[][] weights = new double[labels][names.length + 1];
            for (int measure = 0; measure <= names.length; measure++) {
                String[] cells = cells(reader, measure < names.length ? names[measure] : INTERCEPT, labels + 3);
                if (measure < names.length) {
                    means[measure] = Double.parseDouble(cells[1]);
                    deviations[measure] = Double.parseDouble(cells[2]);
                }
                for (int label = 0; label < labels; label++) {
                    weights[label][measure] = Double.parseDouble(cells[label + 3]);
                }
            }
            return new FittedFeatures(names, new MeasureScales(means, deviations), weights);
        } catch (IOException | NumberFormatException e) {
            throw new IOException(file + " cannot be restored: " + e.getMessage(), e);
        }
    }

    private static String[] cells(BufferedReader reader, String name, int expected) throws IOException {
        String line = reader.readLine();
        String[] cells = line == null ? new String[0] : line.split("\t", -1);
        if (cells.length != expected || !cells[0].equals(name)) {
            throw new IOException("no line of '" + name + "' with " + expected + " cells");
        }
        return cells;
    }
}
