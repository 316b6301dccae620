package io.foldwise.engine.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.search.SearchSpace;
import io.foldwise.engine.sweep.ToyPlugin;
import io.foldwise.engine.wiring.PluginLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every block of training may be varied by a search, and each choice is another experiment. */
final class SweptBlocksTest {

    private static final ExperimentLoader LOADER =
            new ExperimentFiles(PluginLoader.of(List.of(new ToyPlugin(), new ToyHooks(), new ToySeams())));

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"hooks\" = { choice = [[], [shown], [{ type = shown, strength = 2 }]] }",
                "\"augment\" = { choice = [[], [seam], [{ type = seam, much = 2 }]] }",
                "\"examples\" = { choice = [null, seam, { type = seam, much = 2 }] }",
                "\"examples.much\" = { int-uniform = [2, 9] }",
                "\"inference\" = { choice = [null, seam, { type = seam, much = 2 }] }",
                "\"inference.much\" = { int-uniform = [2, 9] }",
                "\"losses\" = { choice = [[{ type = bce, weight = 2 }], [{ type = bce, weight = 3 }]] }",
                "\"stages\" = { choice = [[], [{}, { hooks = [shown] }], [{ augment = [seam] }, { inference = seam }]] }"
            })
    void givesTrialsThatDiffer(String varied) throws IOException {
        LoadedExperiment experiment = LOADER.load(file(varied), List.of());
        SearchSpace space = experiment.space().orElseThrow();
        List<Object> corners = space.dimensions().get(0).values().corners();

        assertThat(corners.stream().map(value -> fingerprinted(space, value)).collect(Collectors.toSet()))
                .hasSameSizeAs(corners);
    }

    /** What decides the results of a trial with this value. */
    private static String fingerprinted(SearchSpace space, Object value) {
        HashMap<String, Object> values = new HashMap<>();
        values.put(space.dimensions().get(0).key(), value);
        return LOADER.parse(
                        "trial", space.experiment(space.active(values)).root().render())
                .fingerprinted();
    }

    private Path file(String varied) throws IOException {
        String given = varied.contains(".much") ? "examples = seam, inference = seam\n" : "";
        return Files.writeString(
                directory.resolve("search.conf"),
                "name = toy, data = toy, split = toy, model = net, " + ToyPlugin.SHARED + given
                        + "search { trials = 2, space {\n" + varied + "\n} }");
    }
}
