package io.foldwise.plugin.standard.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.FinishedRun;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.PostProcessing.Fitted;
import io.foldwise.spi.prediction.Predicted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BlendTest {

    private static final LabelSchema LABELS = LabelSchema.of("labels", List.of("one", "two"));

    @TempDir
    private Path folder;

    /** A run that predicts the same for a sample whichever way it is asked, if it knows the sample at all. */
    private record Told(List<String> columns, Map<String, Tensor> outOfFold, Map<String, Tensor> tests)
            implements FinishedRun {

        @Override
        public List<Path> files() {
            return List.of();
        }

        @Override
        public List<Set<String>> heldOut() {
            return List.of(outOfFold.keySet());
        }

        @Override
        public Set<String> tested() {
            return tests.keySet();
        }

        @Override
        public Optional<Tensor> outOfFold(String id) {
            return Optional.ofNullable(outOfFold.get(id));
        }

        @Override
        public Optional<Tensor> test(String id) {
            return Optional.ofNullable(tests.get(id));
        }
    }

    @Test
    void givesTheWeightToWhoeverIsRight() {
        SplittableRandom random = new SplittableRandom(4);
        List<Tensor> targets = new ArrayList<>();
        List<Predicted> own = new ArrayList<>();
        Map<String, Tensor> others = new HashMap<>();
        for (int sample = 0; sample < 400; sample++) {
            float truth = random.nextInt(2);
            float right = truth == 1 ? .9f : .1f;
            targets.add(Tensor.row(truth, truth));
            boolean mistaken = random.nextInt(10) == 0;
            others.put("s" + sample, Tensor.row(mistaken ? 1 - right : right, mistaken ? 1 - right : right));
            float guess = (float) random.nextDouble();
            own.add(Predicted.alone("s" + sample, Tensor.row(guess, guess)));
        }
        Fitted fitted =
                blend(new Told(LABELS.columns(), others, Map.of()), true).fit(LABELS, targets, own);

        assertThat(fitted.values().get("run-1")).isGreaterThan(.95);
        assertThat(fitted.values().get("own") + fitted.values().get("run-1")).isEqualTo(1, within(1e-9));
    }

    @Test
    void mixesTestSamplesWithTheirOwnPredictions() {
        Told run = new Told(LABELS.columns(), Map.of("a", Tensor.row(.2f, .4f)), Map.of("b", Tensor.row(.6f, .8f)));
        Blend blend = blend(run, false);
        Fitted fitted = blend.fit(LABELS, List.of(), List.of());

        assertThat(fitted.values()).containsEntry("own", .5).containsEntry("run-1", .5);
        assertThat(fitted.apply(Predicted.alone("a", Tensor.row(.4f, 0))).values())
                .containsExactly(new float[] {.3f, .2f}, offset(1e-6f));
        Predicted tested = Predicted.alone("b", Tensor.row(.2f, .2f));
        assertThat(fitted.apply(tested).values()).containsExactly(new float[] {.4f, .5f}, offset(1e-6f));
        assertThat(blend.restore(LABELS, fitted.values()).apply(tested)).isEqualTo(fitted.apply(tested));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> fitted.apply(Predicted.alone("c", Tensor.row(.2f, .2f))))
                .withMessageContaining("has no prediction of 'c'");
    }

    @Test
    void refusesOtherColumnsAndRunsThatAreNotThere() {
        Blend other = blend(new Told(List.of("one", "three"), Map.of(), Map.of()), true);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() ->
                        other.fit(LABELS, List.of(Tensor.row(1, 0)), List.of(Predicted.alone("a", Tensor.row(1, 0)))))
                .withMessageContaining("predicts [one, three]");
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> new Blend(
                        new Blend.Params(List.of(folder.resolve("none")), Optional.empty(), true),
                        LABELS,
                        (run, head) -> null))
                .withMessageContaining("there is no run");
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> blend(new Told(LABELS.columns(), Map.of(), Map.of()), true)
                        .restore(LABELS, Map.of("own", 1.0)))
                .withMessageContaining("run-1");
    }

    private Blend blend(FinishedRun run, boolean fit) {
        return new Blend(new Blend.Params(List.of(folder), Optional.empty(), fit), LABELS, (path, head) -> run);
    }
}
