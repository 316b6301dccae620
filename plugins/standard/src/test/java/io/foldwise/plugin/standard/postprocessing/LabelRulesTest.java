package io.foldwise.plugin.standard.postprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.PostProcessing.Fitted;
import io.foldwise.spi.prediction.Predicted;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LabelRulesTest {

    private static final LabelSchema LABELS = LabelSchema.of("labels", List.of("normal", "fast", "wide"));
    private static final float BELOW = Math.nextDown(.5f);

    @Test
    void givesTheMostProbableLabelToSamplesWithoutOne() {
        assertThat(applied(.2f, .4f, .3f)).containsExactly(.2f, .5f, .3f);
        assertThat(applied(.4f, .3f, .4f)).as("the first of equals").containsExactly(.5f, .3f, .4f);
    }

    @Test
    void leavesSamplesAloneThatKeepTheRules() {
        assertThat(applied(.2f, .6f, .7f)).containsExactly(.2f, .6f, .7f);
        assertThat(applied(.6f, .1f, .2f)).containsExactly(.6f, .1f, .2f);
    }

    @Test
    void anExclusiveLabelExcludesTheRestOrIsExcluded() {
        assertThat(applied(.8f, .6f, .1f)).containsExactly(.8f, BELOW, .1f);
        assertThat(applied(.6f, .8f, .7f)).containsExactly(BELOW, .8f, .7f);
    }

    @Test
    void mayLeaveSamplesWithoutALabel() {
        LabelRules rules = new LabelRules(new LabelRules.Params(false, List.of("normal")), LABELS);
        assertThat(applied(rules, .4f, .3f, .2f)).containsExactly(.4f, .3f, .2f);
        assertThat(applied(rules, .6f, .5f, .2f)).containsExactly(.6f, BELOW, .2f);
    }

    @Test
    void standsBehindThresholds() {
        Thresholds thresholds = new Thresholds(new Thresholds.Params(1), LABELS);
        Fitted moved = thresholds.restore(LABELS, Map.of("normal", .9, "fast", .2, "wide", .5));
        Tensor given = Tensor.row(.8f, .15f, .1f); // 0.44, 0.375 and 0.1 once moved
        Tensor own = moved.apply(Predicted.alone("1", given));
        assertThat(applied(rules(), own.values())).containsExactly(.5f, own.values()[1], .1f);
    }

    @Test
    void isRestoredFromNothing() {
        Predicted sample = Predicted.alone("1", Tensor.row(.2f, .4f, .3f));
        assertThat(rules().restore(LABELS, rules().values()).apply(sample))
                .isEqualTo(rules().fit(LABELS, List.of(), List.of()).apply(sample));
    }

    @Test
    void refusesLabelsThatAreNotThere() {
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> new LabelRules(new LabelRules.Params(true, List.of("healthy")), LABELS))
                .withMessageContaining("'healthy', but the labels are [normal, fast, wide]");
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> new LabelRules(
                        new LabelRules.Params(true, List.of()), LabelSchema.of("labels", List.of("abnormal"))))
                .withMessageContaining("a yes-or-no label");
    }

    private static LabelRules rules() {
        return new LabelRules(new LabelRules.Params(true, List.of("normal")), LABELS);
    }

    private static float[] applied(float... row) {
        return applied(rules(), row);
    }

    private static float[] applied(LabelRules rules, float... row) {
        return rules.fit(LABELS, List.of(), List.of())
                .apply(Predicted.alone("sample", Tensor.row(row)))
                .values();
    }
}
