package io.foldwise.engine.postprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.engine.sample.TinyVectors;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.training.Scoring;
import io.foldwise.engine.validation.OutOfFold;
import io.foldwise.engine.validation.Score;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.PostProcessing;
import io.foldwise.spi.prediction.Predicted;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.RowMetric;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PostProcessorsTest {

    private static final Dataset DATA = TinyVectors.of(2, TinyVectors.schema(1), 6, new Seed(5));
    private static final Head HEAD = DATA.task().first();
    private static final List<Fold> FOLDS = List.of(fold(0, 1), fold(2, 3), fold(4, 5));

    /** Predicts the mean of the predictions that it was fitted to. */
    private static final PostProcessing MEAN = new PostProcessing() {
        @Override
        public Fitted fit(Head head, List<Tensor> targets, List<? extends Predicted> predictions) {
            return mean(predictions.stream()
                    .mapToDouble(prediction -> prediction.own().values()[0])
                    .average()
                    .orElseThrow());
        }

        @Override
        public Fitted restore(Head head, Map<String, Double> values) {
            return mean(values.get("mean"));
        }

        private Fitted mean(double mean) {
            return new Fitted() {
                @Override
                public Tensor apply(Predicted prediction) {
                    return Tensor.row((float) mean);
                }

                @Override
                public Map<String, Double> values() {
                    return Map.of("mean", mean);
                }
            };
        }
    };

    /** Doubles. */
    private static final PostProcessing DOUBLE = new PostProcessing() {
        @Override
        public Fitted fit(Head head, List<Tensor> targets, List<? extends Predicted> predictions) {
            return restore(head, Map.of());
        }

        @Override
        public Fitted restore(Head head, Map<String, Double> values) {
            return new Fitted() {
                @Override
                public Tensor apply(Predicted prediction) {
                    return Tensor.row(2 * prediction.own().values()[0]);
                }

                @Override
                public Map<String, Double> values() {
                    return Map.of();
                }
            };
        }
    };

    @Test
    void fitsToAllOutOfFoldPredictionsStepByStep() {
        PostProcessors both = of(DOUBLE, MEAN);

        FittedPostProcessing fitted = both.fit(DATA, outOfFold());

        assertThat(first(fitted.apply(new Predictions(List.of("new"), new float[][] {{9}}))))
                .isEqualTo(2 * 2.5f);
    }

    @Test
    void scoresEachFoldByWhatTheOthersTaught() {
        Scoring scoring = Scoring.of(HEAD, Map.of("sum", new Sum()));

        Map<String, Score> nested = of(MEAN).nestedScores(DATA, FOLDS, outOfFold(), scoring);

        double first = (2 + 3 + 4 + 5) / 4.0;
        double second = (0 + 1 + 4 + 5) / 4.0;
        double third = (0 + 1 + 2 + 3) / 4.0;
        assertThat(nested).containsEntry("sum", Score.of(2 * first + 2 * second + 2 * third));
        assertThat(of(MEAN).nestedScores(DATA, FOLDS, outOfFold(), Scoring.of(HEAD, Map.of("sum", new Distorted()))))
                .as("the mean of folds where pooling distorts")
                .containsEntry("sum", Score.of((2 * first + 2 * second + 2 * third) / 3));
        assertThat(of(MEAN).nestedScores(DATA, List.of(fold(0, 1, 2, 3, 4, 5)), oneFold(), scoring))
                .as("without other folds there is no nested score")
                .isEmpty();
    }

    /** Of an ensemble whose trials have a part in some folds alone. */
    @Test
    void passesOverFoldsWithoutPredictions() {
        OutOfFold some = new OutOfFold(DATA);
        FOLDS.subList(0, 2).forEach(fold -> some.add(fold, (head, place) -> Tensor.row(fold.heldOut()[place])));
        Scoring scoring = Scoring.of(HEAD, Map.of("sum", new Distorted()));

        assertThat(of(MEAN).nestedScores(DATA, FOLDS, some, scoring))
                .containsEntry("sum", Score.of((2 * 2.5 + 2 * 0.5) / 2));
    }

    /** The sum of both heads, as the steps before leave them. */
    @Test
    void stepsSeeWhatOtherHeadsSay() {
        Head other = TinyVectors.schema(2);
        PostProcessing sum = new PostProcessing() {
            @Override
            public Fitted fit(Head head, List<Tensor> targets, List<? extends Predicted> predictions) {
                return restore(
                        head, Map.of("of", (double) predictions.get(1).of(other).values()[1]));
            }

            @Override
            public Fitted restore(Head head, Map<String, Double> values) {
                return new Fitted() {
                    @Override
                    public Tensor apply(Predicted prediction) {
                        assertThat(prediction.of(HEAD)).isEqualTo(prediction.own());
                        return Tensor.row(prediction.own().values()[0]
                                + prediction.of(other).values()[1]);
                    }

                    @Override
                    public Map<String, Double> values() {
                        return values;
                    }
                };
            }
        };
        OutOfFold outOfFold = new OutOfFold(DATA);
        outOfFold.add(
                fold(0, 1, 2, 3, 4, 5),
                (head, place) -> head.equals(HEAD) ? Tensor.row(place) : Tensor.row(0, 10 * place));
        PostProcessors steps = new PostProcessors(List.of(
                new PostProcessors.Step(HEAD, "double", DOUBLE),
                new PostProcessors.Step(other, "double", doubleBoth()),
                new PostProcessors.Step(HEAD, "sum", sum),
                new PostProcessors.Step(other, "double", doubleBoth())));

        FittedPostProcessing fitted = steps.fit(DATA, outOfFold);

        assertThat(fitted.steps().get(2).fitted().values()).containsEntry("of", 20.0);
        assertThat(fitted.apply(outOfFold.predictions()).of(HEAD, 3)).isEqualTo(Tensor.row(2 * 3 + 2 * 30));
    }

    private static PostProcessing doubleBoth() {
        return new PostProcessing() {
            @Override
            public Fitted fit(Head head, List<Tensor> targets, List<? extends Predicted> predictions) {
                return restore(head, Map.of());
            }

            @Override
            public Fitted restore(Head head, Map<String, Double> values) {
                return new Fitted() {
                    @Override
                    public Tensor apply(Predicted prediction) {
                        return Tensor.row(
                                2 * prediction.own().values()[0],
                                2 * prediction.own().values()[1]);
                    }

                    @Override
                    public Map<String, Double> values() {
                        return Map.of();
                    }
                };
            }
        };
    }

    @Test
    void whatWasLearnedIsRestoredFromTheRecord() {
        PostProcessors asked = of(MEAN);
        PostProcessingRecord record =
                PostProcessingRecord.of(PostProcessingRecord.OF_THE_RUN, asked.fit(DATA, outOfFold()));

        FittedPostProcessing restored = record.restore(asked);

        assertThat(first(restored.apply(new Predictions(List.of("new"), new float[][] {{9}}))))
                .isEqualTo(2.5f);
        assertThatThrownBy(() -> record.restore(of(MEAN, MEAN)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("other post-processing");
    }

    private static PostProcessors of(PostProcessing... steps) {
        return new PostProcessors(IntStream.range(0, steps.length)
                .mapToObj(step -> new PostProcessors.Step(HEAD, "step-" + step, steps[step]))
                .toList());
    }

    private static float first(Predictions predictions) {
        return predictions.of(HEAD, 0).values()[0];
    }

    /** Sample {@code i} is predicted to be {@code i}. */
    private static OutOfFold outOfFold() {
        OutOfFold outOfFold = new OutOfFold(DATA);
        FOLDS.forEach(fold -> outOfFold.add(fold, (head, place) -> Tensor.row(fold.heldOut()[place])));
        return outOfFold;
    }

    private static OutOfFold oneFold() {
        return new OutOfFold(DATA).add(fold(0, 1, 2, 3, 4, 5), (head, place) -> Tensor.row(place));
    }

    private static Fold fold(int... heldOut) {
        int[] train = IntStream.range(0, 6)
                .filter(row -> IntStream.of(heldOut).noneMatch(other -> other == row))
                .toArray();
        return new Fold(train, heldOut, heldOut);
    }

    private static final class Distorted implements RowMetric {
        @Override
        public boolean higherIsBetter() {
            return true;
        }

        @Override
        public boolean distortedByPooling() {
            return true;
        }

        @Override
        public double value(RowHead head, float[][] targets, float[][] predictions) {
            return new Sum().value(head, targets, predictions);
        }
    }

    private static final class Sum implements RowMetric {
        @Override
        public boolean higherIsBetter() {
            return true;
        }

        @Override
        public double value(RowHead head, float[][] targets, float[][] predictions) {
            double sum = 0;
            for (float[] row : predictions) {
                sum += row[0];
            }
            return sum;
        }
    }
}
