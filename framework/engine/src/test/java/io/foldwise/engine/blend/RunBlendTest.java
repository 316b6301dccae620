package io.foldwise.engine.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.engine.execution.InProcessExecutor;
import io.foldwise.engine.execution.UnitRunner;
import io.foldwise.engine.experiment.ExperimentFiles;
import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.records.RunRefusedException;
import io.foldwise.engine.run.OpenRun;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.SealedRecord;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.engine.study.SingleStudy;
import io.foldwise.engine.sweep.ToyPlugin;
import io.foldwise.engine.wiring.PluginLoader;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.ensemble.Ensembler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of 60 samples in three folds, with models that know so much of the answers. */
final class RunBlendTest {

    private static final ExperimentLoader LOADER = new ExperimentFiles(PluginLoader.of(List.of(new ToyPlugin())));
    private static final String TOY =
            "name = toy, data = toy, split = toy, model { type = guess, skill = %s }, seed = %d,"
                    + " submission = toy, " + ToyPlugin.SHARED.strip() + "\n";

    @TempDir
    private Path directory;

    @Test
    void averagesWhatRunsOfOtherFoldsSayOfASample() throws Exception {
        Path first = run(0.9, 1);
        Path second = run(0.5, 7); // another seed, other folds

        Path output = directory.resolve("blend");
        Blend blend = write(List.of(first, second), RunBlendTest::equally, output);

        Map<String, float[]> one = table(first);
        Map<String, float[]> two = table(second);
        Map<String, float[]> both = table(output);
        assertThat(both.keySet()).isEqualTo(one.keySet());
        both.forEach((id, row) -> {
            for (int label = 0; label < row.length; label++) {
                assertThat(row[label]).isCloseTo((one.get(id)[label] + two.get(id)[label]) / 2, within(2e-6f));
            }
        });
        assertThat(blend.samples()).isEqualTo(60);
        assertThat(blend.rows())
                .extracting(BlendRow::runs)
                .containsExactly(List.of(first), List.of(second), List.of(first, second));
        assertThat(new RunFolder(output).submission()).exists();
    }

    /** Whoever weighs by what a fold's own samples say would give the run that knows them all. */
    @Test
    void weightsOfAFoldAreFittedToTheOthers() throws Exception {
        Path first = run(0.9, 1);
        Path second = run(0.5, 1);
        List<int[]> asked = new ArrayList<>();

        write(
                List.of(first, second),
                (head, candidates) -> {
                    asked.add(candidates.get(0).rows());
                    return equally(head, candidates);
                },
                directory.resolve("blend"));

        List<int[]> ofFolds = asked.stream().filter(rows -> rows.length == 40).toList();
        assertThat(ofFolds).hasSize(3 * 4); // three rows of the table, and once more what is written
        assertThat(asked).allMatch(rows -> rows.length == 40 || rows.length == 60);
        int[] times = new int[60];
        ofFolds.subList(0, 3).forEach(rows -> Arrays.stream(rows).forEach(row -> times[row]++));
        assertThat(times).containsOnly(2);
    }

    @Test
    void namesTheBestRowAndOfEqualOnesTheSimplest() throws Exception {
        Path good = run(0.9, 1);
        Path same = run(0.9, 1);
        Path bad = run(0.1, 1);

        assertThat(write(List.of(good, same, bad), RunBlendTest::equally, directory.resolve("blend"))
                        .best()
                        .runs())
                .containsExactly(good);
    }

    @Test
    void refusesRunsWithoutASampleInCommonAndThoseThatPredictSomethingElse() throws Exception {
        Path first = run(0.9, 1);
        Path unfinished = OpenRun.create(LOADER.load(file(0.5, 1), List.of()), directory.resolve("results"))
                .folder()
                .path();

        assertThatThrownBy(() -> RunBlend.open(List.of(first, unfinished), LOADER))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is no folder of a finished run");

        Path table = new RunFolder(first).unit(0, 0).file("oof.csv");
        assertThat(table).exists();
        Path other = run(0.5, 1);
        Files.writeString(new RunFolder(other).unit(0, 1).file("oof.csv"), "broken");
        assertThatThrownBy(() -> RunBlend.open(List.of(first, other), LOADER))
                .isInstanceOfAny(DataException.class, RunRefusedException.class)
                .hasMessageContaining("oof.csv");
    }

    /** Samples that are numbered have the same ids in any other table. */
    @Test
    void refusesRunsOnOtherSamplesOfTheSameIds() throws Exception {
        Path first = run(0.9, 1);
        Path second = run(Files.writeString(
                directory.resolve("other.conf"),
                TOY.formatted(0.9, 1).replace("data = toy", "data { type = toy, seed = 4 }")));

        assertThatThrownBy(() -> RunBlend.open(List.of(first, second), LOADER))
                .isInstanceOf(RunRefusedException.class)
                .hasMessageContaining("was scored with another answer to '");
    }

    @Test
    void keepsHowItCameAboutAndNoticesThatItWasChanged() throws Exception {
        Path run = run(0.9, 1);
        Path output = directory.resolve("blend");
        Blend blend = write(List.of(run), RunBlendTest::equally, output);

        assertThat(blend.by()).isEqualTo("mean");
        assertThat(blend.members().get(0).checksum()).isEqualTo(WholeFile.sha256(new RunFolder(run).checksums()));
        assertThat(blend.remarks()).isEmpty();
        assertThat(output.resolve("program.csv")).isNotEmptyFile();
        assertThat(SealedRecord.read(Blend.file(output), Blend.class, "again")).isEqualTo(blend);
        Files.writeString(
                Blend.file(output),
                Files.readString(Blend.file(output)).replace("\"weight\" : 1.0", "\"weight\" : 0.9"));
        assertThatThrownBy(() -> SealedRecord.read(Blend.file(output), Blend.class, "again"))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void saysWhatFoldsFlatter() throws Exception {
        Path plain = run(0.9, 1);
        Path grouped = run(Files.writeString(
                directory.resolve("grouped.conf"),
                TOY.formatted(0.5, 1)
                        .replace("data = toy", "data { type = toy, grouped = true }")
                        .replace("split = toy", "split { type = toy, grouped = true }")));

        assertThat(write(List.of(plain, grouped), RunBlendTest::equally, directory.resolve("blend"))
                        .remarks())
                .singleElement()
                .asString()
                .startsWith("the folds of " + grouped + " keep groups of alike samples together; those of " + plain);
    }

    @Test
    void refusesFoldsThatWereChanged() throws Exception {
        Path first = run(0.9, 1);
        Path second = run(0.5, 1);
        Path split = first.resolve("split.csv");
        Files.writeString(split, Files.readString(split).replaceFirst("train", "unused"));

        assertThatThrownBy(() -> RunBlend.open(List.of(first, second), LOADER))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("split.csv is damaged, or was changed by hand: restore it");
    }

    @Test
    void refusesFoldersThatLeadElsewhereOrWereChanged() throws Exception {
        Path first = run(0.9, 1);
        Path second = run(0.5, 1);
        Path settings = first.resolve("resolved.conf");
        Files.writeString(settings, Files.readString(settings) + "\n# changed");
        assertThatThrownBy(() -> RunBlend.open(List.of(first, second), LOADER))
                .isInstanceOf(RunRefusedException.class)
                .hasMessageContaining("resolved.conf has changed");

        Path elsewhere = Files.move(second.resolve("ensemble.json"), directory.resolve("elsewhere.json"));
        Files.createSymbolicLink(second.resolve("ensemble.json"), elsewhere);
        assertThatThrownBy(() -> RunBlend.open(List.of(second, first), LOADER))
                .isInstanceOf(RunRefusedException.class)
                .hasMessageContaining("ensemble.json");
    }

    private static double[] equally(Head head, List<Ensembler.Candidate> candidates) {
        return IntStream.range(0, candidates.size()).mapToDouble(candidate -> 1).toArray();
    }

    private static Blend write(List<Path> runs, Ensembler ensembler, Path output) throws IOException {
        return RunBlend.open(runs, LOADER)
                .write(ensembler, "mean", Files.createDirectory(output))
                .blend();
    }

    private static Map<String, float[]> table(Path run) throws IOException {
        Map<String, float[]> table = new TreeMap<>();
        List<String> lines = Files.readAllLines(run.resolve("oof.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            float[] row = new float[cells.length - 1];
            for (int i = 0; i < row.length; i++) {
                row[i] = Float.parseFloat(cells[i + 1]);
            }
            table.put(cells[0], row);
        }
        return table;
    }

    private Path file(double skill, int seed) throws IOException {
        return Files.writeString(directory.resolve("toy.conf"), TOY.formatted(skill, seed));
    }

    private Path run(double skill, int seed) throws Exception {
        return run(file(skill, seed));
    }

    private Path run(Path file) throws Exception {
        OpenRun run = OpenRun.create(LOADER.load(file, List.of()), directory.resolve("results"));
        new SingleStudy(run).complete(new InProcessExecutor(new UnitRunner(run.work()), event -> {}), event -> {});
        return run.folder().path();
    }
}
