package io.foldwise.spi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class ClassesTest {

    private static final Classes ANIMALS = new Classes(List.of("cat", "dog", "owl"));
    private static final double[] WEIGHTS = {0.75, 0.25};
    private static final Offset<Float> CLOSE = within(1e-6f);

    @Test
    void predictsTheSoftmaxOfLogits() {
        float[] probabilities = ANIMALS.prediction(Tensor.row(0, (float) Math.log(2), (float) Math.log(5)))
                .values();

        assertThat(probabilities).containsExactly(new float[] {1 / 8f, 2 / 8f, 5 / 8f}, CLOSE);
    }

    @Test
    void predictsWhateverTheLevelOfLogits() {
        for (float level : new float[] {-1e4f, 1e4f}) {
            assertThat(ANIMALS.prediction(Tensor.row(level, level, level - 200)).values())
                    .containsExactly(new float[] {0.5f, 0.5f, 0}, CLOSE);
        }
    }

    @Test
    void averagesProbabilities() {
        List<Tensor> members = List.of(Tensor.row(0.8f, 0.2f, 0), Tensor.row(0.4f, 0.2f, 0.4f));

        assertThat(ANIMALS.average(members, WEIGHTS, Average.PROBABILITIES).values())
                .containsExactly(new float[] {0.7f, 0.2f, 0.1f}, CLOSE);
    }

    @Test
    void averagesLogits() {
        Tensor one = Tensor.row(1, 2, -1);
        Tensor other = Tensor.row(-3, 0, 5);
        List<Tensor> members = List.of(ANIMALS.prediction(one), ANIMALS.prediction(other));

        Tensor expected = ANIMALS.prediction(Tensor.row(0, 1.5f, 0.5f));
        assertThat(ANIMALS.average(members, WEIGHTS, Average.LOGITS).values())
                .containsExactly(expected.values(), CLOSE);
    }

    @Test
    void averagesLogitsOfCertainMembers() {
        List<Tensor> members = List.of(ANIMALS.target(0), ANIMALS.target(2));

        float[] mean = ANIMALS.average(members, WEIGHTS, Average.LOGITS).values();

        assertThat(mean[0]).isGreaterThan(0.99f);
        assertThat(mean[0] + mean[1] + mean[2]).isCloseTo(1, CLOSE);
    }

    @Test
    void knowsOfAnUntrainedModelThatNoClassIsImpossible() {
        Stream<Tensor> targets = Stream.of(0, 0, 0, 1).map(ANIMALS::target);

        assertThat(ANIMALS.baselines(targets).get(Head.BASE_RATES).values())
                .containsExactly(new float[] {4 / 7f, 2 / 7f, 1 / 7f}, CLOSE);
        assertThat(ANIMALS.baselines(Stream.empty()).get(Head.BASE_RATES).values())
                .containsOnly(1 / 3f);
    }

    @Test
    void theFirstOfEqualsIsTheLargest() {
        assertThat(Classes.largest(new float[] {0.2f, 0.4f, 0.4f})).isEqualTo(1);
        assertThat(Classes.largest(new float[] {-3, -2, -1})).isEqualTo(2);
    }

    @Test
    void needsTwoClassesOfDifferentNames() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Classes(List.of("cat")))
                .withMessage("there must be two classes at least");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Classes(List.of("cat", "dog", "cat")))
                .withMessage("a class is named twice");
    }
}
