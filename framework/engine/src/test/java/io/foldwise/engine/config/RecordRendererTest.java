package io.foldwise.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.sample.Experiment;
import io.foldwise.engine.sample.SamplePlugin;
import io.foldwise.engine.wiring.PluginLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecordRendererTest {

    private static final Path COMPLETE = Path.of("src/test/resources/config/complete.conf");

    private final RecordBinder binder =
            new RecordBinder(PluginLoader.of(List.of(new SamplePlugin())).catalog());

    @Test
    void whatIsRenderedBindsToAnEqualRecord() {
        Experiment experiment = binder.bind(Experiment.class, ExperimentSource.load(COMPLETE, List.of()));

        Experiment again = binder.bind(
                Experiment.class, ExperimentSource.of("elsewhere/resolved.conf", RecordRenderer.render(experiment)));

        assertThat(again)
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*location", "search")
                .isEqualTo(experiment);
        assertThat(again.search()).isEqualTo(experiment.search());
        assertThat(RecordRenderer.render(again)).isEqualTo(RecordRenderer.render(experiment));
        assertThat(RecordRenderer.renderJson(again)).isEqualTo(RecordRenderer.renderJson(experiment));
    }

    @Test
    void remarksStandBehindTheirValues() {
        String text =
                "name = x, model { kernels = [2, 3], type = net }, loss { type = combo, terms = [bce, { type = bce, weight = 2 }] }";
        Experiment experiment = binder.bind(Experiment.class, ExperimentSource.of("x.conf", text));
        List<String> marked = List.of("name", "model.type", "model.kernels[1]", "loss.terms[1].weight");
        String rendered = RecordRenderer.render(experiment, path -> marked.contains(path) ? "see " + path : "");
        assertThat(rendered)
                .contains("name = x  # see name\n")
                .contains("  type = net  # see model.type\n")
                .contains("  kernels = [2, 3]  # see model.kernels[1]\n")
                .containsPattern("weight = 2(\\.0)?  # see loss\\.terms\\[1]\\.weight\n");
        assertThat(rendered.replaceAll("  # .*", "")).isEqualTo(RecordRenderer.render(experiment));
        assertThat(binder.bind(Experiment.class, ExperimentSource.of("y.conf", rendered))
                        .name())
                .isEqualTo("x");
    }

    @Test
    void defaultsAreFilledInInTheRecordsOrder() {
        Experiment experiment = binder.bind(
                Experiment.class,
                ExperimentSource.of(
                        "x.conf",
                        "name = \"1, 2\", model { kernels = [2], type = net }, loss { type = combo, terms = [bce] }"));

        assertThat(RecordRenderer.render(experiment)).isEqualTo("""
                        name = "1, 2"
                        seed = 1
                        data {
                          cache = false
                          more = []
                        }
                        model {
                          type = net
                          filters = 128
                          kernels = [2]
                          dropout = 0.5
                          pooling = max
                        }
                        loss {
                          type = combo
                          terms = [
                            {
                              weight = 1.0
                              type = bce
                              smoothing = 0.0
                            }
                          ]
                        }
                        trainer {
                          epochs = 20
                          optimizer {
                            type = adam
                            lr = 0.001
                            beta1 = 0.9
                            beta2 = 0.999
                          }
                          patience = "600s"
                        }
                        metrics = [
                          {
                            type = mlogloss
                          }
                        ]
                        weights {}
                        search {}
                        """);
    }
}
