package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.spi.Seed;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.ensemble.SubmissionFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SubmissionFormat} does: it finds nothing wrong with its own files, and finds everything that a grader
 * would refuse.
 *
 * <pre>{@code
 * final class NumericTableSubmissionTest extends SubmissionContract {
 *     @Override
 *     protected SubmissionFormat format(LabelSchema labels) {
 *         return new NumericTableSubmission(new NumericTableSubmission.Params(), labels);
 *     }
 * }
 * }</pre>
 */
public abstract class SubmissionContract {

    private static final Seed SEED = new Seed(20_210_227);

    /** The format under test. */
    protected abstract SubmissionFormat format(LabelSchema labels);

    /** Labels that the format can hold. */
    protected LabelSchema labels() {
        return TinyData.schema(3);
    }

    /** Ids as the format's samples have them, at least four. */
    protected List<String> ids() {
        return IntStream.range(0, 6).mapToObj(Integer::toString).toList();
    }

    /**
     * Predictions that the format writes: of rows, these. A format of something else makes them of the same numbers.
     *
     * @param probabilities {@code [samples][labels]}
     */
    protected Predictions predictions(float[][] probabilities) {
        return new Predictions(ids(), probabilities);
    }

    @Test
    void findsNothingWrongWithItsOwnFiles() {
        assertThat(problems(lines())).isEmpty();
    }

    @Test
    void writesProbabilitiesOfZeroAndOne() {
        float[][] certain = new float[ids().size()][labels().width()];
        certain[0][0] = 1;
        assertThat(problems(format().lines(predictions(certain)))).isEmpty();
    }

    @Test
    void writesOneLineAtATime() {
        assertThat(lines()).allSatisfy(line -> assertThat(line).doesNotContain("\n", "\r"));
    }

    @Test
    void findsAMissingSample() {
        List<String> lines = lines();
        lines.remove(lines.size() - 1);
        assertFound(lines, "a file without its last sample");
    }

    @Test
    void findsAnEmptyFile() {
        assertThat(problems(List.of())).as("problems of an empty file").isNotEmpty();
    }

    @Test
    void findsASampleTooMany() {
        List<String> lines = lines();
        lines.add(lines.get(lines.size() - 1));
        assertFound(lines, "a file with its last sample twice");
    }

    @Test
    void findsSamplesInTheWrongOrder() {
        List<String> lines = lines();
        Collections.swap(lines, lines.size() - 1, lines.size() - 2);
        assertFound(lines, "a file with its last two samples exchanged");
    }

    @Test
    void findsATruncatedLine() {
        List<String> lines = lines();
        String last = lines.get(lines.size() - 1);
        lines.set(lines.size() - 1, last.substring(0, last.length() / 2));
        assertFound(lines, "a file with half of its last line");
    }

    @Test
    void findsValuesThatAreNoProbabilities() {
        for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, -0.25f, 1.25f}) {
            float[][] probabilities = probabilities();
            probabilities[1][0] = value;
            assertFound(
                    new ArrayList<>(format().lines(predictions(probabilities))),
                    "a file with the probability " + value);
        }
    }

    private void assertFound(List<String> lines, String what) {
        assertThat(problems(lines)).as("problems of %s", what).isNotEmpty();
        assertThat(problems(lines))
                .as("problems of %s: each names its line", what)
                .allSatisfy(problem -> assertThat(problem).containsPattern("\\d"));
    }

    private List<String> problems(List<String> lines) {
        return format().problems(lines, ids());
    }

    private List<String> lines() {
        return new ArrayList<>(format().lines(predictions(probabilities())));
    }

    private float[][] probabilities() {
        SplittableRandom random = SEED.random();
        float[][] probabilities = new float[ids().size()][labels().width()];
        for (float[] row : probabilities) {
            for (int label = 0; label < row.length; label++) {
                row[label] = (float) random.nextDouble();
            }
        }
        return probabilities;
    }

    private SubmissionFormat format() {
        return format(labels());
    }
}
