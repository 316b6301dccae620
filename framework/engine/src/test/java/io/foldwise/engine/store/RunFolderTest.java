package io.foldwise.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunFolderTest {

    @TempDir
    private Path results;

    @Test
    void isThereOnceItIsWhole() throws IOException {
        List<Path> during = new ArrayList<>();
        RunFolder run = RunFolder.create(results, "name", begun -> {
            WholeFile.write(begun.resolved(), "a = 1");
            during.addAll(visible());
        });

        assertThat(during)
                .as("a process that is killed now leaves no run behind")
                .isEmpty();
        assertThat(visible()).containsExactly(run.path());
        assertThat(run.resolved()).hasContent("a = 1");
    }

    @Test
    void leavesNothingBehindIfItCannotBeFilled() throws IOException {
        assertThatThrownBy(() -> RunFolder.create(results, "name", begun -> {
                    WholeFile.write(begun.config(), "");
                    throw new StoreException("no space");
                }))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("no space")
                .hasMessageContaining("nothing of it is kept: begin it again");

        try (Stream<Path> left = Files.list(results.resolve("name"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void takesTheNextNameIfAnotherRunHasBegunMeanwhile() {
        RunFolder[] other = new RunFolder[1];
        RunFolder run =
                RunFolder.create(results, "name", begun -> other[0] = RunFolder.create(results, "name", b -> {}));

        assertThat(visible()).containsExactlyInAnyOrder(run.path(), other[0].path());
    }

    private List<Path> visible() {
        try (Stream<Path> all = Files.list(results.resolve("name"))) {
            return all.filter(path -> !path.getFileName().toString().startsWith("."))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void knowsTheRunAroundItsRecordsAndThoseOfItsTrials() throws IOException {
        Path run = Files.createDirectories(results.resolve("results/around/one"));
        Path trial = Files.createDirectories(run.resolve("trial-003"));
        Files.writeString(run.resolve("resolved.conf"), "");
        assertThat(RunFolder.around(run.resolve("resolved.conf"))).isEmpty();

        Files.writeString(run.resolve("provenance.json"), "{}");

        assertThat(RunFolder.around(run.resolve("best.conf"))).contains(run);
        assertThat(RunFolder.around(trial.resolve("resolved.conf"))).contains(run);
        assertThat(RunFolder.around(trial.resolve("fold-0/resolved.conf"))).isEmpty();
        assertThat(RunFolder.around(results.resolve("experiment.conf"))).isEmpty();
    }

    @Test
    void ownsEveryRecordThatItNames() throws Exception {
        RunFolder run = new RunFolder(results.toRealPath());
        for (Method record : RunFolder.class.getDeclaredMethods()) {
            boolean named = record.getReturnType().equals(Path.class)
                    && Modifier.isPublic(record.getModifiers())
                    && record.getParameterCount() == 0
                    && !record.getName().equals("path");
            if (named) {
                Path file = (Path) record.invoke(run);
                assertThat(run.owns(file)).as(record.getName()).isTrue();
            }
        }
    }

    @Test
    void ownsWhatHasAHeadsNameAndNoFileOfTheUser() throws Exception {
        RunFolder run = new RunFolder(results.toRealPath());
        for (String own : List.of("oof-mask.npz", "truth-severity.csv", "worker-3.log", "trial-000/any", ".lock")) {
            assertThat(run.owns(run.path().resolve(own))).as(own).isTrue();
        }
        for (String other : List.of("predicted.csv", "oofs.csv", "../oof.csv")) {
            assertThat(run.owns(run.path().resolve(other).normalize()))
                    .as(other)
                    .isFalse();
        }
    }
}
