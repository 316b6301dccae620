package io.foldwise.engine.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.sweep.ToyPlugin;
import io.foldwise.engine.wiring.PluginLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataPlaceTest {

    private static final ExperimentLoader LOADER = new ExperimentFiles(PluginLoader.of(List.of(new ToyPlugin())));

    @TempDir
    private Path directory;

    @Test
    void theRootIsTheInnermostFolderOfAllPaths() throws Exception {
        assertThat(root("table = /data/ct/train.csv")).contains(Path.of("/data/ct"));
        assertThat(root("table = /data/ct/train.csv, images = /data/ct/images")).contains(Path.of("/data/ct"));
        assertThat(root("table = /data/ct/train.csv, images = /data/images")).contains(Path.of("/data"));
        assertThat(root("table = /a/train.csv, images = /b")).contains(Path.of("/"));
        assertThat(root("samples = 60")).isEmpty();
    }

    private Optional<Path> root(String data) throws Exception {
        return DataPlace.root(bound(data, DataPlace.AS_WRITTEN).data());
    }

    @Test
    void pathsKeepTheirPlacesBelowAnotherFolder() throws Exception {
        Experiment moved = bound("table = /data/a/train.csv, images = /data/b", DataPlace.at(Path.of("/mnt")));

        assertThat(DataPlace.paths(moved.data()))
                .containsEntry("table", Path.of("/mnt/a/train.csv"))
                .containsEntry("images", Path.of("/mnt/b"));
    }

    @Test
    void dataWithoutFilesLiesNowhere() throws Exception {
        assertThat(bound("samples = 60", DataPlace.at(Path.of("/mnt"))))
                .isEqualTo(bound("samples = 60", DataPlace.AS_WRITTEN));
    }

    /** As of arrays of numpy, whose file says whether it has names. */
    @Test
    void parametersMayLookAtAFilesEnding() throws Exception {
        assertThat(DataPlace.paths(DataPlace.nowhere(bound("archive { file = /data/a.npz }", DataPlace.AS_WRITTEN))
                        .data()))
                .containsEntry("archive.file", Path.of("archive.file.npz").toAbsolutePath());
        assertThat(DataPlace.paths(DataPlace.nowhere(bound("table = /data/a.csv", DataPlace.AS_WRITTEN))
                        .data()))
                .containsEntry("table", Path.of("table").toAbsolutePath());
    }

    private Experiment bound(String data, DataPlace place) throws Exception {
        Path file = Files.writeString(
                directory.resolve("x.conf"),
                ToyPlugin.SHARED + "name = x, split = toy, model = guess, data { type = toy, " + data + " }");
        return LOADER.bind(file, place).parts().experiment();
    }
}
