package io.foldwise.engine.config;

import static io.foldwise.engine.config.ParamsAssert.assertThatParams;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.engine.sample.AdamOptimizer;
import io.foldwise.engine.sample.BceLoss;
import io.foldwise.engine.sample.ComboLoss;
import io.foldwise.engine.sample.Experiment;
import io.foldwise.engine.sample.FocalLoss;
import io.foldwise.engine.sample.LearningRate;
import io.foldwise.engine.sample.Misfits;
import io.foldwise.engine.sample.NetModel;
import io.foldwise.engine.sample.SamplePlugin;
import io.foldwise.engine.sample.SgdOptimizer;
import io.foldwise.engine.wiring.PluginLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordBinderTest {

    private static final Path COMPLETE = Path.of("src/test/resources/config/complete.conf");

    private final ComponentCatalog catalog =
            PluginLoader.of(List.of(new SamplePlugin())).catalog();
    private final RecordBinder binder = new RecordBinder(catalog);

    @Test
    void bindsValuesOfEveryType() {
        Experiment experiment = binder.bind(Experiment.class, ExperimentSource.load(COMPLETE, List.of()));

        assertThat(experiment.name()).isEqualTo("complete");
        assertThat(experiment.seed()).isEqualTo(2021);
        assertThat(experiment.data().cache()).isTrue();
        assertThat(experiment.model().params())
                .isEqualTo(
                        new NetModel.Params(64, List.of(2, 3), 0.25, NetModel.Pooling.MAX_AND_MEAN, Optional.of(32)));
        assertThat(experiment.trainer().epochs()).isEqualTo(5);
        assertThat(experiment.trainer().earlyStop())
                .map(Experiment.EarlyStop::bestFolds)
                .hasValue(5);
        assertThat(experiment.trainer().patience()).isEqualTo(Duration.ofSeconds(90));
        assertThat(experiment.metrics()).extracting("type").containsExactly("mlogloss", "mlogloss");
        assertThat(experiment.submission()).isPresent();
        assertThat(experiment.weights()).isEqualTo(Map.of("a b", 1.0, "c", 2.5));
        assertThat(experiment.search().getObject("space")).containsOnlyKeys("trainer.optimizer.lr");
    }

    @Test
    void fillsInDefaults() {
        Experiment experiment = bind("name = x, model = net");

        assertThat(experiment.seed()).isEqualTo(1);
        assertThat(experiment.loss().params()).isEqualTo(new BceLoss.Params(0));
        assertThat(experiment.trainer().epochs()).isEqualTo(20);
        assertThat(experiment.trainer().optimizer().component()).isEqualTo(AdamOptimizer.class);
        assertThat(experiment.trainer().earlyStop()).isEmpty();
        assertThat(experiment.metrics()).hasSize(1);
        assertThat(experiment.submission()).isEmpty();
    }

    @Test
    void inlinedComponentsTakeWhatTheRecordAroundThemLeaves() {
        ComboLoss.Params params =
                (ComboLoss.Params) binder.bind(Experiment.class, ExperimentSource.load(COMPLETE, List.of()))
                        .loss()
                        .params();

        assertThat(params.terms()).extracting(ComboLoss.Term::weight).containsExactly(3.0, 4.0, 1.0);
        assertThat(params.terms())
                .extracting(term -> term.loss().params())
                .containsExactly(new BceLoss.Params(0.1), new FocalLoss.Params(3), new BceLoss.Params(0));
    }

    @Test
    void refusesAnInlinedComponentWithAKeyOfTheRecordAroundIt() {
        RecordBinder other = new RecordBinder(PluginLoader.of(List.of(new SamplePlugin(), new Misfits.WeightedPlugin()))
                .catalog());
        String experiment = "name = x, model = net, loss ";

        assertThat(other.bind(
                                Experiment.class,
                                ExperimentSource.of("x.conf", experiment + "{ type = weighted, weight = 2 }"))
                        .loss()
                        .params())
                .isEqualTo(new Misfits.Weighted.Params(2));
        assertThatThrownBy(() -> other.bind(
                        Experiment.class,
                        ExperimentSource.of(
                                "x.conf", experiment + "{ type = combo, terms = [{ type = weighted, weight = 2 }] }")))
                .hasMessageContaining("a loss cannot stand here whose key 'weight' is one of the block around it, too");
    }

    @Test
    void aValueInPlaceOfAListIsHeldToWhatItsElementsAre() {
        assertThatThrownBy(() -> bind("name = x, model { type = net, kernels = 0 }"))
                .hasMessageContaining("x.conf:1: model.kernels: is 0, but must be");
    }

    @Test
    void keysOfAnInlinedRecordStandAmongThoseAroundIt() {
        assertThat(ComponentCatalog.parameters(AdamOptimizer.class).keys()).containsExactly("lr", "beta1", "beta2");
        assertThatThrownBy(() -> bind(
                        "name = x, model = net, trainer { optimizer { type = adam, lr = 0, rate = 1, beta = 1 } }"))
                .hasMessageContaining("trainer.optimizer.lr: is 0, but must be greater than 0")
                .hasMessageContaining("trainer.optimizer.rate: unknown key")
                .hasMessageContaining("trainer.optimizer.beta: unknown key; did you mean 'beta1' or 'beta2'?")
                .hasMessageContaining("3 problems");
    }

    @Test
    void aComponentKnowsItsPlace() {
        Experiment experiment = binder.bind(Experiment.class, ExperimentSource.load(COMPLETE, List.of()));

        assertThat(experiment.trainer().optimizer().location()).isEqualTo(COMPLETE + ":9: trainer.optimizer");
        assertThat(((ComboLoss.Params) experiment.loss().params())
                        .terms()
                        .get(1)
                        .loss()
                        .location())
                .isEqualTo(COMPLETE + ":6: loss.terms[1]");
    }

    @Test
    void aBlockWithoutTypeIsCompletedWithTheDefault() {
        Experiment experiment = bind("name = x, model = net, trainer { optimizer { lr = 0.5 } }");

        assertThat(experiment.trainer().optimizer().params())
                .isEqualTo(new AdamOptimizer.Params(new LearningRate(0.5), 0.9, 0.999));
    }

    @Test
    void aSettingOfANamedComponentKeepsTheName(@TempDir Path directory) throws IOException {
        Path file =
                Files.writeString(directory.resolve("x.conf"), "name = x, model = net, trainer { optimizer = sgd }");
        ExperimentSource source = ExperimentSource.load(file, List.of(Setting.parse("trainer.optimizer.lr=0.5")));

        assertThat(binder.bind(Experiment.class, source).trainer().optimizer().params())
                .isEqualTo(new SgdOptimizer.Params(new LearningRate(0.5)));
    }

    @Test
    void numbersAndTruthValuesMayComeAsText() {
        Experiment experiment =
                bind("name = 2021, model = net, seed = \"7\", data { cache = \"on\" }, trainer { epochs = 3e1 }");

        assertThat(experiment.name()).isEqualTo("2021");
        assertThat(experiment.seed()).isEqualTo(7);
        assertThat(experiment.data().cache()).isTrue();
        assertThat(experiment.trainer().epochs()).isEqualTo(30);
    }

    @Test
    void largeSeedsLoseNoDigit() {
        assertThat(bind("name = x, model = net, seed = 9007199254740993").seed())
                .isEqualTo(9007199254740993L);
    }

    @Test
    void aValueWithoutBracketsIsAListOfOne() {
        Experiment experiment = bind("name = x, model { type = net, kernels = 3 }, metrics = mlogloss");

        assertThat(experiment.metrics()).extracting("type").containsExactly("mlogloss");
        assertThat(experiment.model().params()).extracting("kernels").isEqualTo(List.of(3));
    }

    @Test
    void nullIsAsGoodAsLeftOut() {
        Experiment experiment = bind("name = x, model = net, submission = null, seed = null");

        assertThat(experiment.submission()).isEmpty();
        assertThat(experiment.seed()).isEqualTo(1);
    }

    @Test
    void relativePathsBeginAtTheFileTheyAreWrittenIn() {
        Path directory = COMPLETE.toAbsolutePath().getParent();

        Experiment.Data data = binder.bind(Experiment.class, ExperimentSource.load(COMPLETE, List.of()))
                .data();

        assertThat(data.train()).hasValue(directory.resolve("data/train.csv"));
        assertThat(data.more()).containsExactly(directory.resolve("a.csv"), directory.resolve("data/b.csv"));
    }

    @Test
    void relativePathsOfAnIncludedFileBeginThere() {
        ExperimentSource source =
                ExperimentSource.load(Path.of("src/test/resources/config/including/main.conf"), List.of());

        assertThat(binder.bind(Experiment.class, source).data().train())
                .hasValue(Path.of("src/test/resources/config/including/parts/data/train.csv")
                        .toAbsolutePath());
    }

    @Test
    void relativePathsSetOutsideBeginAtTheWorkingDirectory() {
        List<Setting> settings = List.of(Setting.parse("data-dir=some where"));

        Experiment.Data data = binder.bind(
                        Experiment.class, ExperimentSource.load(COMPLETE.toAbsolutePath(), settings, Path.of("target")))
                .data();

        assertThat(data.train()).hasValue(Path.of("target/some where/train.csv").toAbsolutePath());
    }

    @Test
    void rootValuesThatSubstitutionsNameArePermitted() {
        assertThat(bind("who = x, name = ${who}, model = net").name()).isEqualTo("x");
    }

    @Test
    void withoutPluginsEveryComponentIsMissingAlsoThoseOfDefaults() {
        RecordBinder bare = new RecordBinder(new ComponentCatalog(List.of()));

        assertThatThrownBy(() -> bare.bind(Experiment.class, ExperimentSource.of("x.conf", "name = x\nmodel = net")))
                .hasMessage("""
                        x.conf:1: loss: there is no loss 'bce'; no plugin offers losses
                        x.conf:1: trainer.optimizer: there is no optimizer 'adam'; no plugin offers optimizers
                        x.conf:1: metrics[0]: there is no metric 'mlogloss'; no plugin offers metrics
                        x.conf:2: model: there is no model 'net'; no plugin offers models
                        4 problems""");
    }

    @Test
    void aDefaultThatIsNotHoconIsTheAuthorsMistake() {
        assertThatThrownBy(() -> binder.bind(Misfits.BadDefault.class, ExperimentSource.of("x.conf", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BadDefault.size: @Default is not HOCON: [1");
    }

    @Test
    void theStandardTestsOfParams() {
        assertThatParams(NetModel.Params.class, catalog)
                .hasDefaults(new NetModel.Params(128, List.of(2, 3, 4), 0.5, NetModel.Pooling.MAX, Optional.empty()))
                .binds(
                        "filters = 1, kernels = [5], dropout = 0, pooling = mean, hidden = 3",
                        new NetModel.Params(1, List.of(5), 0, NetModel.Pooling.MEAN, Optional.of(3)));
    }

    private Experiment bind(String text) {
        return binder.bind(Experiment.class, ExperimentSource.of("x.conf", text));
    }
}
