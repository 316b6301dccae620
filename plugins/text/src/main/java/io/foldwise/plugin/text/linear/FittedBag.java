package io.foldwise.plugin.text.linear;

import io.foldwise.plugin.text.ngram.NGrams;
import io.foldwise.plugin.text.ngram.TfIdf;
import io.foldwise.plugin.text.tokens.TokenSequences;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.model.DirectModel;
import io.foldwise.toolkit.linear.OneVersusRest;
import io.foldwise.toolkit.linear.SparseRows;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A fitted {@link BagOfNgrams}. Its file is a table that people can read, cells divided by tabs: a title with the numbers
 * of n-grams and labels and the length of the longest n-grams, a line per n-gram with its tokens, its TF-IDF weight and
 * its weight for each label, and a line with the intercepts.
 *
 * @param weights one row per n-gram and one of intercepts behind them, {@code [n-grams + 1][labels]}
 */
record FittedBag(TfIdf tfIdf, float[][] weights) implements DirectModel.Fitted {

    private static final String TITLE = "bag-of-ngrams";
    private static final String INTERCEPT = "intercept";

    @Override
    public float[][] logits(Dataset data, int[] rows) {
        SparseRows sparse = tfIdf.rows(TokenSequences.of(data, rows));
        float[] intercepts = weights[weights.length - 1];
        float[][] logits = new float[rows.length][];
        for (int row = 0; row < rows.length; row++) {
            logits[row] = intercepts.clone();
            for (int cell = sparse.starts()[row]; cell < sparse.starts()[row + 1]; cell++) {
                float[] gram = weights[sparse.columns()[cell]];
                for (int label = 0; label < gram.length; label++) {
                    logits[row][label] += sparse.values()[cell] * gram[label];
                }
            }
        }
        return OneVersusRest.logits(data.task(), logits);
    }

    @Override
    public void save(Path file) throws IOException {
        int grams = tfIdf.grams().length;
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write("%s\t%d\t%d\t%d\n".formatted(TITLE, grams, weights[grams].length, tfIdf.longest()));
            for (int i = 0; i < grams; i++) {
                writer.write(NGrams.text(tfIdf.grams()[i]) + "\t" + tfIdf.weights()[i]);
                write(writer, weights[i]);
            }
            writer.write(INTERCEPT + "\t1");
            write(writer, weights[grams]);
        }
    }

    private static void write(BufferedWriter writer, float[] weights) throws IOException {
        for (float weight : weights) {
            writer.write("\t" + weight);
        }
        writer.write("\n");
    }

    /** Reads what {@link #save} wrote for so many labels. */
    static FittedBag load(Path file, int labels) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            String[] title = cells(reader, 4);
            int grams = Integer.parseInt(title[1]);
            if (!title[0].equals(TITLE) || Integer.parseInt(title[2]) != labels) {
                throw new IOException("not a bag-of-ngrams of " + labels + " labels");
            }
            if (grams < 0 || grams > Files.size(file)) { // no memory is taken for what is only promised
                throw new IOException("it is too short for " + grams + " n-grams");
            }
            long[] keys = new long[grams];
            float[] idf = new float[grams];
            float[][] weights = new float[grams + 1][labels];
            for (int i = 0; i <= grams; i++) {
                String[] cells = cells(reader, labels + 2);
                if (i < grams) {
                    keys[i] = NGrams.parse(cells[0]);
                    idf[i] = Float.parseFloat(cells[1]);
                } else if (!cells[0].equals(INTERCEPT)) {
                    throw new IOException("no intercepts behind " + grams + " n-grams");
                }
                for (int label = 0; label < labels; label++) {
                    weights[i][label] = Float.parseFloat(cells[label + 2]);
                }
            }
            return new FittedBag(new TfIdf(Integer.parseInt(title[3]), keys, idf), weights);
        } catch (IOException | NumberFormatException e) {
            throw new IOException(file + " cannot be restored: " + e.getMessage(), e);
        }
    }

    private static String[] cells(BufferedReader reader, int expected) throws IOException {
        String line = reader.readLine();
        if (line == null) {
            throw new IOException("it ends too early");
        }
        String[] cells = line.split("\t", -1);
        if (cells.length != expected) {
            throw new IOException(cells.length + " cells in a line instead of " + expected);
        }
        return cells;
    }
}
