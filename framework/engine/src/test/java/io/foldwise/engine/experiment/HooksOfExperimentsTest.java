package io.foldwise.engine.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.sweep.ToyPlugin;
import io.foldwise.engine.wiring.PluginLoader;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code hooks} of an experiment file. */
final class HooksOfExperimentsTest {

    private static final ExperimentLoader LOADER =
            new ExperimentFiles(PluginLoader.of(List.of(new ToyPlugin(), new ToyHooks())));
    private static final String TOY = "name = toy, data = toy, split = toy, model = net, " + ToyPlugin.SHARED;

    @TempDir
    private Path directory;

    @Test
    void aStageHasItsOwnHooksOrThoseAbove() {
        LoadedExperiment experiment = LOADER.parse(
                "toy.conf",
                TOY + "hooks = [{ type = shown, strength = 2 }, shown]\n"
                        + "stages = [{}, { hooks = [] }, { hooks = [{ type = shown, strength = 5 }] }]");

        assertThat(hooks(experiment))
                .extracting(
                        stage -> stage.stream().map(ToyHooks.Shown::strength).toList())
                .containsExactly(List.of(2.0, 1.0), List.of(), List.of(5.0));
    }

    private static List<List<ToyHooks.Shown>> hooks(LoadedExperiment experiment) {
        Dataset data = experiment.parts().reader().train();
        return experiment.parts().stages().of(data, new Seed(1), 0).stream()
                .map(stage -> stage.hooks().stream()
                        .map(hook -> (ToyHooks.Shown) hook)
                        .toList())
                .toList();
    }

    @Test
    void hooksDecideResultsAndTheirAbsenceIsWhatItWasBeforeThereWereAny() {
        String none = LOADER.parse("toy.conf", TOY).fingerprinted();
        String empty = LOADER.parse("toy.conf", TOY + "hooks = []").fingerprinted();
        String some = LOADER.parse("toy.conf", TOY + "hooks = [shown]").fingerprinted();
        String takenAway = LOADER.parse("toy.conf", TOY + "hooks = [shown], stages = [{ hooks = [] }]")
                .fingerprinted();

        assertThat(none)
                .contains("\"stages\":[{\"loss\":{\"type\":\"bce\"},\"sampler\":{\"type\":\"shuffled\"},\"trainer\":{")
                .doesNotContain("hooks");
        assertThat(empty).isEqualTo(none);
        assertThat(takenAway).isEqualTo(none);
        assertThat(some).contains("\"hooks\":[{\"strength\":1.0,\"type\":\"shown\"}]");
    }

    @Test
    void whatIsResolvedHasTheHooksAgain() {
        String text = TOY + "hooks = [{ type = shown, strength = 2 }], stages = [{}, { hooks = [] }]";
        LoadedExperiment experiment = LOADER.parse("toy.conf", text);

        LoadedExperiment again = LOADER.parse("resolved.conf", experiment.resolved());

        assertThat(again.fingerprinted()).isEqualTo(experiment.fingerprinted());
        assertThat(hooks(again)).extracting(List::size).containsExactly(1, 0);
    }

    @Test
    void saysWhatIsWrongWithHooksWhereTheyStand() {
        assertThatThrownBy(() -> LOADER.parse(
                        "toy.conf", TOY + "hooks = [\n{ type = shwon }\n{ type = shown, strength = 0 }\n]"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("toy.conf:3: hooks[0].type: there is no hook 'shwon'; did you mean 'shown'?")
                .hasMessageContaining("toy.conf:4: hooks[1].strength: is 0, but must be greater than 0");
        assertThatThrownBy(() -> LOADER.parse("toy.conf", TOY + "stages = [{}\n{ hooks = [\nfor-images] }]"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("toy.conf:4: stages[1].hooks[0]: hook for-images: is for images");
    }

    @Test
    void findsLayersThatTheNetworkHasNot() {
        assertThat(LOADER.parse("toy.conf", TOY + "hooks = [{ type = layered, layers = [\"hid*\", \"*.b\"] }]"))
                .isNotNull();
        assertThatThrownBy(() -> LOADER.parse(
                        "toy.conf", TOY + "hooks = [\n{ type = layered, layers = [logits.W, logits.w, \"gru*\"] }\n]"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("toy.conf:3: hooks[0]: hook layered: 'logits.w' fits no layer of the network; did"
                        + " you mean 'logits.W'")
                .hasMessageContaining(
                        "toy.conf:3: hooks[0]: hook layered: 'gru*' fits no layer of the network; its layers"
                                + " with weights are hidden, logits");
    }

    @Test
    void refusesHooksThatDoNotGoWithTheirStage() {
        assertThat(LOADER.parse("toy.conf", TOY + "trainer.epochs = 3, hooks = [keeper]"))
                .isNotNull();
        assertThatThrownBy(() -> LOADER.parse(
                        "toy.conf",
                        TOY + "trainer.epochs = 3, stages = [{}, { hooks = [keeper], trainer.epochs = 2 }]"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("stages[1].hooks[0]: hook keeper: wants 3 epochs, not 2");
    }

    @Test
    void refusesTwoHooksThatGiveWeightsToKeep() {
        assertThatThrownBy(() -> LOADER.parse("toy.conf", TOY + "trainer.epochs = 3, hooks = [keeper\nshown\nkeeper]"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "hooks[2]: hook keeper: gives weights to keep, and so does hook keeper: take one");
    }

    @Test
    void refusesUnlabelledSamplesThatNobodyLearnsFrom() {
        assertThat(LOADER.parse("toy.conf", TOY + "hooks = [student], unlabelled { type = toy, batch = 3 }"))
                .isNotNull();
        assertThatThrownBy(() -> LOADER.parse(
                        "toy.conf",
                        TOY + "hooks = [student], unlabelled { type = toy, batch = 3 }, stages = [{}, {hooks = []}]"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "unlabelled: unlabelled samples are given, and the stage has no hook that learns from them");
    }

    @Test
    void aSweepTriesOneListOfHooksOrAnother() throws IOException {
        LoadedExperiment experiment = LOADER.load(
                search("\"hooks\" = { choice = [[], [shown, { type = shown, strength = 3 }]] }"), List.of());

        assertThat(experiment.space()).isPresent();
        Path wrong = search("\"hooks\" = { choice = [[], [{ type = shown, strength = -1 }]] }");
        assertThatThrownBy(() -> LOADER.load(wrong, List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "search.space.hooks: hooks[0].strength: is -1, but must be greater than 0 (in a trial with"
                                + " hooks = [{\"strength\":-1,\"type\":\"shown\"}])");
    }

    private Path search(String space) throws IOException {
        return Files.writeString(
                directory.resolve("search.conf"), TOY + "search { trials = 2, space {\n" + space + "\n} }");
    }
}
