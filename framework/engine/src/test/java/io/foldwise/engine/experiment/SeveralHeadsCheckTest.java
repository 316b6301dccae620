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
        assertThat(experiment.parts().scoring().headlineHead().name()).isEqualTo("size");
    }

    @Test
    void metricsOfASingleHeadKeepTheirNames() {
        LoadedExperiment experiment = FILES.parse("x.conf", text("data = toy", LABELS));

        assertThat(experiment.parts().scoring().metrics()).containsOnlyKeys("mlogloss");
    }

    @Test
    void aMetricMustSayItsHead() {
        assertProblems("", "metrics = [mlogloss, mlogloss]");
    }

    @Test
    void namesTheHeadThatWasMeant() {
        assertProblems(
                "", "metrics = [", "{ type = mlogloss, head = lables }", "{ type = mlogloss, head = sound }", "]");
    }

    @Test
    void aMetricMustFitItsHead() {
        assertProblems("", "metrics = [", "{ type = of-labels, head = size }", "{ type = mlogloss, head = mask }", "]");
    }

    @Test
    void aLossMustSayItsHead() {
        assertProblems(
                "",
                LABELS,
                "losses = [",
                "bce",
                "{ type = bce, head = masc }",
                "{ type = of-labels, head = size }",
                "]");
    }

    @Test
    void theLossOfAllHeadsMustFitAll() {
        assertProblems("", LABELS, "loss = of-labels");
    }

    @Test
    void aStagesLossesAreCheckedToo() {
        assertProblems("", LABELS, "stages = [{", "losses = [{ type = bce, head = sise }]", "}]");
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
        return "name = x, data = three, split = toy, model = guess\n" + String.join("\n", lines);
    }
}
