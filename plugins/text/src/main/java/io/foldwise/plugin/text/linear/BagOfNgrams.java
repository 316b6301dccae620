package io.foldwise.plugin.text.linear;

import com.google.inject.Inject;
import io.foldwise.plugin.text.ngram.NGrams;
import io.foldwise.plugin.text.ngram.TfIdf;
import io.foldwise.plugin.text.tokens.TokenSequences;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.DirectModel;
import io.foldwise.toolkit.linear.LogisticRegression;
import io.foldwise.toolkit.linear.SparseRows;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The linear model that a network must beat to be worth its time: one logistic regression per label on the TF-IDF of
 * which short runs of tokens a report holds, however often. Takes seconds, and uses no randomness.
 */
@Description("Logistic regression on the TF-IDF of n-grams, one per label")
public final class BagOfNgrams implements DirectModel {

    /** Which n-grams count, and how strongly to fit them. */
    public record Params(
            @Description(value = "Length of the longest n-grams", unit = "tokens")
            @Default("2")
            @Min(1)
            @Max(NGrams.LONGEST)
            int ngrams,

            @Description("N-grams that fewer training samples hold are passed over") @Default("1") @Positive
            int minSamples,

            @Description("How much fitting the samples counts against small weights") @Default("4") @Positive
            double c) {}

    /** Weights are kept to four decimals, which halves a fitted model's file. */
    private static final float PRECISION = 1e4f;

    private final Params params;
    private final int labels;

    @Inject
    public BagOfNgrams(Params params, InputShape input, Task task) {
        if (!(input instanceof InputShape.Sequence sequence)) {
            throw new IncompatibleException("bag-of-ngrams reads sequences of tokens, not " + input);
        }
        if (sequence.categories() > NGrams.TOKENS) {
            throw new IncompatibleException("bag-of-ngrams tells at most " + NGrams.TOKENS + " tokens apart");
        }
        if (task.heads().stream().anyMatch(Quantities.class::isInstance)) {
            throw new IncompatibleException(
                    "bag-of-ngrams answers with probabilities, and the data asks for quantities: take a network");
        }
        this.params = params;
        this.labels = task.width();
    }

    @Override
    public Fitted fit(Dataset data, int[] rows) {
        List<int[]> samples = TokenSequences.of(data, rows);
        TfIdf tfIdf = TfIdf.fit(samples, params.ngrams(), params.minSamples());
        SparseRows sparse = tfIdf.rows(samples);
        float[][] weights = new float[tfIdf.grams().length + 1][labels];
        for (int label = 0; label < labels; label++) {
            int column = label;
            double[] targets = IntStream.of(rows)
                    .mapToDouble(row -> data.targets(row)[column])
                    .toArray();
            double[] fitted = LogisticRegression.fit(sparse, targets, params.c());
            for (int i = 0; i < fitted.length; i++) {
                weights[i][label] = Math.round(fitted[i] * PRECISION) / PRECISION;
            }
        }
        return new FittedBag(tfIdf, weights);
    }

    @Override
    public Fitted restore(Path file) throws IOException {
        return FittedBag.load(file, labels);
    }
}
