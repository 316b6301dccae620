package io.foldwise.plugin.text.linear;

import io.foldwise.plugin.text.ngram.NGrams;
import io.foldwise.plugin.text.ngram.SparseRows;
import io.foldwise.plugin.text.ngram.TfIdf;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.model.DirectModel;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A fitted {@link BagOfNgrams}. Its file is a table that people can read: one line per n-gram with the tokens, the TF-IDF
 * weight and the weight for each label, divided by tabs; the last line holds the intercepts.
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
        return logits;
    }

    @Override
    public void save(Path file) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write(String.join("\t", TITLE, "longest", Integer.toString(tfIdf.longest())) + "\n");
            for (int i = 0; i < weights.length; i++) {
                boolean intercept = i == weights.length - 1;
                writer.write(intercept ? INTERCEPT + "\t0" : NGrams.text(tfIdf.grams()[i]) + "\t" + tfIdf.weights()[i]);
                for (float weight : weights[i]) {
                    writer.write("\t" + weight);
                }
                writer.write("\n");
            }
        }
    }

    static FittedBag load(Path file, int labels) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            List<String[]> lines =
                    reader.lines().map(line -> line.split("\t", -1)).toList();
            String[] title = lines.isEmpty() ? new String[0] : lines.get(0);
            int grams = lines.size() - 2;
            if (title.length != 3 || !title[0].equals(TITLE) || !lines.get(grams + 1)[0].equals(INTERCEPT)) {
                throw new IOException(file + " is not a whole bag-of-ngrams file");
            }
            long[] keys = new long[grams];
            float[] idf = new float[grams];
            float[][] weights = new float[grams + 1][labels];
            for (int i = 0; i <= grams; i++) {
                String[] cells = lines.get(i + 1);
                if (cells.length != labels + 2) {
                    throw new IOException(
                            file + ":" + (i + 2) + ": " + (cells.length - 2) + " weights for " + labels + " labels");
                }
                if (i < grams) {
                    keys[i] = NGrams.parse(cells[0]);
                    idf[i] = Float.parseFloat(cells[1]);
                }
                for (int label = 0; label < labels; label++) {
                    weights[i][label] = Float.parseFloat(cells[label + 2]);
                }
            }
            return new FittedBag(new TfIdf(Integer.parseInt(title[2]), keys, idf), weights);
        }
    }
}
