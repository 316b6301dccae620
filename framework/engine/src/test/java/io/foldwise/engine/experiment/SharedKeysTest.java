package io.foldwise.engine.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.engine.config.ParameterSchema;
import io.foldwise.engine.config.RecordSchema;
import io.foldwise.engine.config.ValueType;
import io.foldwise.engine.sweep.ToyPlugin;
import io.foldwise.engine.training.TrainerSettings;
import io.foldwise.engine.wiring.PluginLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What experiments share, and what a stage shares with the experiment. */
final class SharedKeysTest {

    private static final String OWN = "name = toy, data = toy, split = toy, model = net\n";

    private final ExperimentFiles files = new ExperimentFiles(PluginLoader.of(List.of(new ToyPlugin())));

    @Test
    void theEngineNamesNoComponent() {
        List<String> defaults = new ArrayList<>();
        components(Experiment.class, defaults);
        assertThat(defaults)
                .contains("loss []", "optimizer []")
                .allMatch(parameter -> parameter.endsWith(" []") || parameter.endsWith(" [[]]"));
    }

    private static void components(Class<? extends Record> type, List<String> found) {
        for (ParameterSchema parameter : RecordSchema.of(type).flat()) {
            ValueType value = parameter.type().unwrapped();
            boolean list = value instanceof ValueType.ListOf;
            ValueType single = list ? ((ValueType.ListOf) value).element() : value;
            if (single instanceof ValueType.Component) {
                found.add(parameter.key() + " " + parameter.standard().stream().toList());
            } else if (single instanceof ValueType.Block block) {
                components(block.type(), found);
            }
        }
    }

    @Test
    void whatAnExperimentLacksIsInTheFileToInclude() {
        assertThatThrownBy(() -> files.parse("x.conf", OWN))
                .hasMessageContaining(
                        "x.conf:1: loss: is missing; include conf/foldwise.conf, which has it, or give your own")
                .hasMessageContaining("sampler: is missing")
                .hasMessageContaining("trainer.optimizer: is missing")
                .hasMessageContaining("trainer.schedule: is missing")
                .hasMessageContaining("metrics: is missing")
                .hasMessageContaining("ensemble: is missing")
                .hasMessageEndingWith("6 problems");
    }

    @Test
    void aStageTakesFromAboveWhatItsTrainerLeavesOut() {
        LoadedExperiment loaded = files.parse(
                "x.conf",
                OWN + ToyPlugin.SHARED + "trainer { epochs = 7, l2 = 0.5, clip-norm = 2, keep-best = false\n"
                        + "optimizer { type = adam, lr = 0.25 }, early-stop { patience = 4 } }\n"
                        + "stages = [{}, { trainer { epochs = 2, early-stop { patience = 1 } } }, { trainer.l2 = 0 }]");
        Experiment experiment = loaded.parts().experiment();
        List<TrainerSettings> stages = experiment.trainingStages().stream()
                .map(Experiment.Stage::trainer)
                .toList();

        TrainerSettings base = experiment.trainer();
        assertThat(stages.get(0)).isEqualTo(base);
        assertThat(stages.get(1))
                .isEqualTo(new TrainerSettings(
                        2,
                        base.optimizer(),
                        base.schedule(),
                        0.5,
                        base.clipNorm(),
                        stages.get(1).earlyStop(),
                        false));
        assertThat(stages.get(1).earlyStop())
                .hasValueSatisfying(stop -> assertThat(stop.patience()).isEqualTo(1));
        assertThat(stages.get(2).l2()).isZero();
        assertThat(stages.get(2).epochs()).isEqualTo(7);
        assertThat(files.parse("again.conf", loaded.resolved()).fingerprinted()).isEqualTo(loaded.fingerprinted());
    }

    @Test
    void anEarlyStopThatAStageTakesFromAboveIsWrongOnce() {
        String wrong = "trainer.early-stop { metric = auc }\nstages = [{ trainer.epochs = 2 }]";
        assertThatThrownBy(() -> files.parse("x.conf", OWN + ToyPlugin.SHARED + wrong))
                .hasMessageContaining("trainer.early-stop.metric: 'auc' is not one of the experiment's metrics")
                .hasMessageEndingWith("1 problem");
    }
}
