package io.foldwise.plugin.image.postprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.image.metric.EmptyMasks;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.FinishedRun;
import io.foldwise.spi.data.FinishedRuns;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.PostProcessing.Fitted;
import io.foldwise.spi.prediction.Predicted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmptinessTest {

    private static final LabelSchema NON_EMPTY =
            new LabelSchema("non-empty", List.of(new LabelSchema.Group("non-empty", List.of("left", "right"))));
    private static final FinishedRuns NO_RUNS = (run, head) -> {
        throw new AssertionError("no run is asked for");
    };

    private static Emptiness.Params params(Optional<Path> run, Optional<String> column, Optional<Double> threshold) {
        return new Emptiness.Params(Optional.empty(), run, column, threshold, EmptyMasks.KAGGLE);
    }

    /** Masks beside which a head says, more or less, whether they are empty. */
    private static SomeMasks said(long seed) {
        SomeMasks some = SomeMasks.of(seed, 25, "left", "right");
        SplittableRandom random = new SplittableRandom(seed);
        List<Predicted> predictions = new ArrayList<>();
        for (int sample = 0; sample < 25; sample++) {
            float[] row = new float[2];
            for (int ofClass = 0; ofClass < 2; ofClass++) {
                int first = ofClass;
                float[] target = some.targets().get(sample).values();
                boolean any = IntStream.range(0, target.length / 2).anyMatch(pixel -> target[2 * pixel + first] == 1);
                row[ofClass] = (float) (0.4 * random.nextInt(10) / 10 + (any ? 0.3 : 0));
            }
            predictions.add(new Beside(some.predictions().get(sample), Tensor.row(row)));
        }
        return new SomeMasks(some.masks(), some.targets(), predictions);
    }

    private record Beside(Predicted mask, Tensor row) implements Predicted {
        @Override
        public String id() {
            return mask.id();
        }

        @Override
        public Tensor own() {
            return mask.own();
        }

        @Override
        public Tensor of(Head head) {
            assertThat(head).isEqualTo(NON_EMPTY);
            return row;
        }
    }

    private static Emptiness of(SomeMasks some, Optional<Double> threshold) {
        return new Emptiness(
                params(Optional.empty(), Optional.empty(), threshold),
                some.masks(),
                Task.of(some.masks(), NON_EMPTY),
                NO_RUNS);
    }

    @Test
    void findsTheBestThresholdForEachClass() {
        for (long seed = 1; seed <= 6; seed++) {
            SomeMasks some = said(seed);
            Emptiness step = of(some, Optional.empty());
            double best = 0;
            for (int left = 0; left <= 41; left++) {
                for (int right = 0; right <= 41; right++) {
                    best = Math.max(
                            best,
                            some.dice(
                                    step.restore(
                                            some.masks(),
                                            Map.of("left.threshold", left / 40.0, "right.threshold", right / 40.0)),
                                    EmptyMasks.KAGGLE));
                }
            }
            Fitted fitted = step.fit(some.masks(), some.targets(), some.predictions());
            assertThat(some.dice(fitted, EmptyMasks.KAGGLE)).isCloseTo(best, within(1e-12));
        }
    }

    @Test
    void emptiesBelowAGivenThreshold() {
        SomeMasks some = said(1);
        Fitted fitted = of(some, Optional.of(0.4)).fit(some.masks(), some.targets(), some.predictions());
        Tensor mask = SomeMasks.tensor(filled(), 2);
        Tensor changed = fitted.apply(new Beside(Predicted.alone("x", mask), Tensor.row(0.39f, 0.41f)));
        for (int cell = 0; cell < changed.values().length; cell += 2) {
            assertThat(changed.values()[cell]).isZero();
            assertThat(changed.values()[cell + 1]).isEqualTo(0.7f);
        }
    }

    private static float[] filled() {
        float[] cells = new float[SomeMasks.HEIGHT * SomeMasks.WIDTH * 2];
        Arrays.fill(cells, 0.7f);
        return cells;
    }

    @Test
    void staysWhereItIsGoodEnoughAndNearestOneHalf() {
        List<EmptinessSearch.Sample> samples = List.of(
                new EmptinessSearch.Sample(0.1, 0, 1),
                new EmptinessSearch.Sample(0.3, 0.5, 0.5),
                new EmptinessSearch.Sample(0.9, 1, 0));
        assertThat(EmptinessSearch.threshold(samples)).isEqualTo((0.3 + 0.9) / 2);
        assertThat(EmptinessSearch.threshold(List.of())).isZero();
    }

    @Test
    void asksAnotherRunByTheSamplesIds(@TempDir Path folder) {
        SomeMasks some = said(2);
        FinishedRuns runs = (run, head) -> {
            assertThat(run).isEqualTo(folder);
            return new Classifier();
        };
        Emptiness step = new Emptiness(
                params(Optional.of(folder), Optional.of("ill"), Optional.of(0.5)),
                some.masks(),
                Task.of(some.masks()),
                runs);
        Fitted fitted = step.fit(some.masks(), some.targets(), some.predictions());
        Tensor mask = SomeMasks.tensor(filled(), 2);
        assertThat(fitted.apply(Predicted.alone("held-out", mask)).values()).containsOnly(0);
        assertThat(fitted.apply(Predicted.alone("tested", mask))).isEqualTo(mask);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> fitted.apply(Predicted.alone("other", mask)))
                .withMessageContaining("has no prediction of 'other'");
    }

    private static final class Classifier implements FinishedRun {
        @Override
        public List<Path> files() {
            return List.of();
        }

        @Override
        public List<String> columns() {
            return List.of("well", "ill");
        }

        @Override
        public List<Set<String>> heldOut() {
            return List.of();
        }

        @Override
        public Set<String> tested() {
            return Set.of("tested");
        }

        @Override
        public Optional<Tensor> outOfFold(String id) {
            return id.equals("held-out") ? Optional.of(Tensor.row(0.9f, 0.1f)) : Optional.empty();
        }

        @Override
        public Optional<Tensor> test(String id) {
            return id.equals("tested") ? Optional.of(Tensor.row(0.2f, 0.8f)) : Optional.empty();
        }
    }

    @Test
    void refusesWhatCannotSayIt(@TempDir Path folder) {
        SomeMasks some = said(1);
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> new Emptiness(
                        params(Optional.empty(), Optional.empty(), Optional.empty()),
                        some.masks(),
                        Task.of(some.masks()),
                        NO_RUNS))
                .withMessageContaining("needs a head that says whether masks are empty");
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> new Emptiness(
                        params(Optional.empty(), Optional.of("middle"), Optional.empty()),
                        some.masks(),
                        Task.of(some.masks(), NON_EMPTY),
                        NO_RUNS))
                .withMessage("'non-empty' has no column 'middle'; it has left, right");
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> new Emptiness(
                        params(Optional.empty(), Optional.empty(), Optional.empty()),
                        SomeMasks.of(1, 1, "lesion").masks(),
                        Task.of(SomeMasks.of(1, 1, "lesion").masks(), NON_EMPTY),
                        NO_RUNS))
                .withMessageContaining("2 columns for 1 classes");
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> new Emptiness(
                        params(Optional.of(folder.resolve("none")), Optional.empty(), Optional.empty()),
                        some.masks(),
                        Task.of(some.masks()),
                        NO_RUNS))
                .withMessageContaining("there is no run");
    }
}
