package io.foldwise.engine.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.validation.Leaks.InFold;
import io.foldwise.engine.validation.Leaks.InStage;
import io.foldwise.engine.validation.Leaks.InTest;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.validation.Fold;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

final class LeaksTest {

    /** Rows 0 and 3 are equal, and so are 1, 2 and 5. */
    private final Dataset data = new Numbers(false, 7, 8, 8, 7, 9, 8);

    @Test
    void countsHeldOutSamplesThatTheFoldLearnsFrom() {
        Leaks leaks = Leaks.find(data, plan(fold(0, 1, 2), fold(3, 4), fold(5))).orElseThrow();
        assertThat(leaks.folds())
                .containsExactly(
                        new InFold(0, 3, 3, "row-0", "row-3"),
                        new InFold(1, 2, 1, "row-3", "row-0"),
                        new InFold(2, 1, 1, "row-5", "row-2"));
        assertThat(leaks.heldOut()).isEqualTo(6);
        assertThat(leaks.equal()).isEqualTo(5);
        assertThat(leaks.notices())
                .singleElement()
                .satisfies(notice -> assertThat(notice)
                        .startsWith("5 of 6 held-out samples are equal to one that their fold learns from,"
                                + " such as 'row-0' to 'row-3'")
                        .contains("a split that keeps groups together"));
    }

    @Test
    void saysNothingWhereEqualSamplesStayTogether() {
        Leaks leaks = Leaks.find(data, plan(fold(0, 3), fold(1, 2, 5), fold(4))).orElseThrow();
        assertThat(leaks.equal()).isZero();
        assertThat(leaks.notices()).isEmpty();
    }

    @Test
    void looksAtSamplesThatAFoldLearnsFromOnly() {
        Leaks leaks = Leaks.find(data, plan(new Fold(new int[] {4}, new int[] {3}, new int[] {0})))
                .orElseThrow();
        assertThat(leaks.equal()).isZero();
    }

    @Test
    void readsNoMoreNumbersThanItMay() {
        SplitPlan plan = plan(fold(0, 1, 2), fold(3, 4, 5));
        assertThat(Leaks.find(data, plan, Map.of(), Optional.empty(), 5)).isEmpty();
        assertThat(Leaks.find(data, plan, Map.of(), Optional.empty(), 6)).isPresent();
        Dataset hashed = new Numbers(true, 7, 8, 9, 1, 2, 8);
        assertThat(Leaks.find(hashed, plan, Map.of(), Optional.empty(), 0)
                        .orElseThrow()
                        .equal())
                .isEqualTo(2);
    }

    @Test
    void stagesLeaveOutWhatIsHeldOutOrValidated() {
        Dataset own = new Numbers(false, 9, 1, 8, 2);
        Fold fold = new Fold(new int[] {0, 3}, new int[] {4}, new int[] {1, 2});

        assertThat(Leaks.unequal(new OwnSamples(own, false, true), data, fold)).containsExactly(1, 3);
        Leaks leaks = Leaks.find(data, plan(fold), Map.of(1, new OwnSamples(own, false, true)), Optional.empty())
                .orElseThrow();
        assertThat(leaks.stages()).containsExactly(new InStage(1, 0, 4, 2));
        assertThat(leaks.notices())
                .anyMatch(notice ->
                        notice.startsWith("fold 0 leaves out 2 of the 4 samples that stage 1 has of its own"));
    }

    @Test
    void stagesLeaveOutSamplesThatAreHeldOutInAnotherForm() {
        Dataset resized = new Numbers(false, 70, 80, 90, 10, 20, 80);
        Fold fold = new Fold(new int[] {0, 3}, new int[] {4}, new int[] {1, 2});

        assertThat(Leaks.unequal(new OwnSamples(resized, false, true), data, fold))
                .hasSize(6);
        assertThat(Leaks.unequal(new OwnSamples(resized, true, true), data, fold))
                .containsExactly(0, 3, 5);
    }

    @Test
    void countsScoredTestSamplesThatAreLearnedFrom() {
        Dataset test = new Numbers(false, 1, 7, 2, 3);
        Dataset own = new Numbers(false, 2, 50);

        assertThat(inTest(test, new OwnSamples(own, false, true))).isEqualTo(new InTest(4, 2, "row-1"));
        assertThat(inTest(test, new OwnSamples(own, false, false)))
                .as("pseudo-labels tell no answer")
                .isEqualTo(new InTest(4, 1, "row-1"));
        assertThat(Leaks.find(data, plan(fold(0)), Map.of(), Optional.of(test))
                        .orElseThrow()
                        .notices())
                .anyMatch(notice -> notice.startsWith("1 of 4 test samples, whose answers are known,"));
    }

    private InTest inTest(Dataset test, OwnSamples own) {
        return Leaks.find(data, plan(fold(0)), Map.of(0, own), Optional.of(test))
                .orElseThrow()
                .test();
    }

    private SplitPlan plan(Fold... folds) {
        return new SplitPlan(List.of(folds));
    }

    private Fold fold(int... heldOut) {
        List<Integer> out = Arrays.stream(heldOut).boxed().toList();
        int[] train = IntStream.range(0, 6).filter(row -> !out.contains(row)).toArray();
        return new Fold(train, heldOut, heldOut);
    }

    /** Samples of a number each. */
    private record Numbers(boolean hashed, float... values) implements Dataset {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public String id(int row) {
            return "row-" + row;
        }

        @Override
        public InputShape input() {
            return new InputShape.Vector(1);
        }

        @Override
        public Task task() {
            return Task.of(LabelSchema.of("label", List.of("any")));
        }

        @Override
        public boolean labelled() {
            return true;
        }

        @Override
        public float[] targets(int row) {
            throw new IllegalStateException("has no targets");
        }

        @Override
        public OptionalLong contentHash(int row) {
            return hashed ? OptionalLong.of((long) values[row]) : OptionalLong.empty();
        }

        @Override
        public Features features(int[] rows) {
            assertThat(hashed).as("whether features are spared").isFalse();
            float[][] batch = new float[rows.length][];
            for (int i = 0; i < rows.length; i++) {
                batch[i] = new float[] {values[rows[i]]};
            }
            return Features.of(Nd4j.createFromArray(batch)); // [batch, 1]
        }
    }
}
