package io.foldwise.engine.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.engine.ensemble.EnsembleChoice.Member;
import io.foldwise.engine.sample.TinyVectors;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Average;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.ensemble.Ensembler;
import io.foldwise.spi.ensemble.Ensembler.Candidate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EnsembleChoiceTest {

    private static final List<Predictions> PREDICTIONS = List.of(predictions(0.9f), predictions(0.5f));

    @Test
    void keepsWeighedFoldsAndMakesWeightsAddUpToOne() {
        assertThat(choose(3, 0, 1).members())
                .containsExactly(new Member(0, 0, 0.75, -0.1), new Member(0, 2, 0.25, -0.1));
    }

    @Test
    void refusesWeightsThatAreNone() {
        assertRefused("fold 2 of trial 0 the weight NaN", 1, 1, Double.NaN);
        assertRefused("fold 1 of trial 0 the weight -0.25", 1, -0.25, 1);
        assertRefused("fold 0 of trial 0 the weight Infinity", Double.POSITIVE_INFINITY, 1, 1);
        assertRefused("no fold any weight", 0, 0, 0);
        assertRefused("2 weights to 3 folds", 1, 1);
    }

    /** As a record that somebody has changed may hold. */
    @Test
    void isOfPositiveWeightsThatAddUpToOneAndOfEachFoldOnce() {
        for (List<Member> members : List.of(
                List.of(new Member(0, 0, 0.9, 0), new Member(0, 1, 0.5, 0)),
                List.of(new Member(0, 0, 1.5, 0), new Member(0, 1, -0.5, 0)),
                List.of(new Member(0, 0, Double.NaN, 0)),
                List.of(new Member(0, 0, 0.5, 0), new Member(0, 0, 0.5, 0)))) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> new EnsembleChoice(Average.PROBABILITIES, members));
        }
    }

    private static void assertRefused(String fault, double... weights) {
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> choose(weights))
                .withMessage("the ensembler gives " + fault + "; this is a fault of the plugin");
    }

    private static EnsembleChoice choose(double... weights) {
        Ensembler ensembler = (labels, candidates) -> weights;
        return EnsembleChoice.choose(
                ensembler, TinyVectors.schema(1), List.of(candidate(0), candidate(1), candidate(2)));
    }

    @Test
    void averagesProbabilities() {
        float mean = combined(choice(Average.PROBABILITIES), PREDICTIONS);

        assertThat(mean).isCloseTo(0.8f, within(1e-7f));
    }

    @Test
    void averagesLogits() {
        double logit = 0.75 * Math.log(9); // the logit of 0.5 is 0

        float mean = combined(choice(Average.LOGITS), PREDICTIONS);

        assertThat(mean).isCloseTo((float) (1 / (1 + Math.exp(-logit))), within(1e-6f));
    }

    @Test
    void staysFiniteWhereAMemberIsCertain() {
        float mean = combined(choice(Average.LOGITS), List.of(predictions(0), predictions(1)));

        assertThat(mean).isBetween(0f, 0.01f);
    }

    private static Predictions predictions(float only) {
        return new Predictions(List.of("sample"), new float[][] {{only}});
    }

    private static float combined(EnsembleChoice choice, List<Predictions> predictions) {
        Predictions mean = choice.combine(predictions);
        assertThat(mean.ids()).containsExactly("sample");
        return mean.of(TinyVectors.schema(1), 0).values()[0];
    }

    private static EnsembleChoice choice(Average average) {
        return new EnsembleChoice(average, List.of(new Member(0, 0, 0.75, 0), new Member(0, 1, 0.25, 0)));
    }

    private static Candidate candidate(int fold) {
        return new Candidate(0, fold, new int[] {0}, List.of(Tensor.row(1)), List.of(Tensor.row(0.9f)), -0.1);
    }
}
