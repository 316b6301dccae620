package io.foldwise.engine.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.config.Problem;
import io.foldwise.engine.sweep.ToyPlugin;
import io.foldwise.engine.wiring.PluginLoader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Losses and metrics of data that asks for labels, a size and a mask. */
final class SeveralHeadsCheckTest {

    private static final ExperimentFiles FILES =
            new ExperimentFiles(PluginLoader.of(List.of(new ToyPlugin(), new SeveralHeadsPlugin())));
    private static final String LABELS = "metrics = [{ type = mlogloss, head = labels }]";

    @Test
    void metricsAreNamedAfterTheirHeads() {
        LoadedExperiment experiment = FILES.parse(
                "x.conf",
                text(
                        "metrics = [{ type = mlogloss, head = size }, { type = mlogloss, head = labels }",
                        "{ type = mlogloss, head = size }]",
                        "trainer.early-stop { patience = 3, metric = labels-mlogloss }"));

        assertThat(experiment.parts().scoring().metrics().keySet())
                .containsExactly("size-mlogloss", "labels-mlogloss", "size-mlogloss-2");
        assertThat(experiment.parts().scoring().primaryHead().name()).isEqualTo("size");
    }

    @Test
    void metricsOfASingleHeadKeepTheirNames() {
        LoadedExperiment experiment = FILES.parse("x.conf", text("data = toy", LABELS));

        assertThat(experiment.parts().scoring().metrics()).containsOnlyKeys("mlogloss");
    }

    @Test
    void aMetricMustSayItsHead() {
        assertProblems("""
                x.conf:2: metrics[0]: must say its 'head'; the heads are labels, size, mask
                x.conf:2: metrics[1]: must say its 'head'; the heads are labels, size, mask
                """, "metrics = [mlogloss, mlogloss]");
    }

    @Test
    void namesTheHeadThatWasMeant() {
        assertProblems(
                """
                x.conf:3: metrics[0]: there is no head 'lables'; did you mean 'labels'? the heads are labels, size, mask
                x.conf:4: metrics[1]: there is no head 'sound'; the heads are labels, size, mask
                """, "metrics = [", "{ type = mlogloss, head = lables }", "{ type = mlogloss, head = sound }", "]");
    }

    @Test
    void aMetricMustFitItsHead() {
        assertProblems(
                """
                x.conf:3: metrics[0]: metric of-labels does not fit 'size', which is a quantity
                x.conf:4: metrics[1]: metric mlogloss: measures rows of numbers, but 'mask' is none
                """, "metrics = [", "{ type = of-labels, head = size }", "{ type = mlogloss, head = mask }", "]");
    }

    @Test
    void aLossMustSayItsHead() {
        assertProblems(
                """
                x.conf:4: losses[0]: must say its 'head'; the heads are labels, size, mask
                x.conf:5: losses[1]: there is no head 'masc'; did you mean 'mask'? the heads are labels, size, mask
                x.conf:6: losses[2]: loss of-labels does not fit 'size', which is a quantity
                """,
                LABELS,
                "losses = [",
                "bce",
                "{ type = bce, head = masc }",
                "{ type = of-labels, head = size }",
                "]");
    }

    @Test
    void theLossOfAllHeadsMustFitAll() {
        assertProblems("""
                x.conf:3: loss: loss of-labels does not fit 'size', which is a quantity
                x.conf:3: loss: loss of-labels does not fit 'mask', which is a mask
                """, LABELS, "loss = of-labels");
    }

    @Test
    void aStagesLossesAreCheckedToo() {
        assertProblems("""
                x.conf:4: stages[0].losses[0]: there is no head 'sise'; did you mean 'size'? the heads are labels, size, mask
                """, LABELS, "stages = [{", "losses = [{ type = bce, head = sise }]", "}]");
    }

    private static void assertProblems(String expected, String... lines) {
        ConfigException report = catchThrowableOfType(ConfigException.class, () -> FILES.parse("x.conf", text(lines)));

        assertThat(report).as("report").isNotNull();
        assertThat(String.join(
                        "\n", report.problems().stream().map(Problem::toString).toList()))
                .isEqualTo(expected.strip());
    }

    /** An experiment whose own lines begin at 2. */
    private static String text(String... lines) {
        return "name = x, data = three, split = toy, model = guess, " + ToyPlugin.SHARED + String.join("\n", lines);
    }
}
