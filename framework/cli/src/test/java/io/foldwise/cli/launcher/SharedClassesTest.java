package io.foldwise.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.cli.launcher.InventedProject.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The archive of loaded classes that the launcher script has Java make: when it is made, and which one is used. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
final class SharedClassesTest {

    @TempDir
    private Path folder;

    private InventedProject project;

    @BeforeEach
    void makeProject() throws IOException {
        project = new InventedProject(folder);
    }

    @AfterEach
    void awaitRehearsal() throws Exception {
        project.awaitRehearsal();
    }

    @Test
    void makesAnArchiveWithTheFirstBuildAndUsesIt() throws Exception {
        Call first = project.foldwise("check");
        assertThat(first.err()).contains("rehearsing");
        assertThat(archives()).hasSize(1);
        assertThat(first.out())
                .contains("-XX:SharedArchiveFile=" + archives().get(0))
                .contains("-Dfoldwise.classes=" + archives().get(0));
        assertThat(project.foldwise("check").out()).isEqualTo(first.out());
        assertThat(project.rehearsals()).isEqualTo(1);
    }

    @Test
    void makesAnotherForEachBuildWhileTheUserGoesOn() throws Exception {
        project.foldwise("check");
        Path before = archives().get(0);
        project.change("framework/one/src/main/java/One.java");
        Call call = project.foldwise("check");
        assertThat(call.err()).doesNotContain("rehearsing");
        assertThat(call.out()).doesNotContain("SharedArchiveFile");
        project.awaitRehearsal();
        assertThat(archives()).hasSize(1).doesNotContain(before);
        assertThat(project.foldwise("check").out())
                .contains("-XX:SharedArchiveFile=" + archives().get(0));
        assertThat(project.rehearsals()).isEqualTo(2);
    }

    @Test
    void makesAnotherForAnotherJava() throws Exception {
        project.foldwise("check");
        project.tool("java", InventedProject.JAVA + "# of another release\n");
        assertThat(project.foldwise("check").out()).doesNotContain("SharedArchiveFile");
        project.awaitRehearsal();
        assertThat(archives()).hasSize(2);
        project.foldwise("check");
        project.tool("java", InventedProject.JAVA);
        assertThat(project.foldwise("check").out()).contains("SharedArchiveFile");
        assertThat(project.rehearsals()).isEqualTo(2);
    }

    @Test
    void goesOnWithoutOneWhereItFails() throws Exception {
        Call first = project.foldwise(List.of("FAKE_REHEARSAL=1"), "check");
        assertThat(first.status()).isZero();
        assertThat(first.out()).contains("Main check").doesNotContain("SharedArchiveFile");
        assertThat(archives()).isEmpty();
        project.foldwise("check");
        assertThat(project.rehearsals()).as("not tried twice").isEqualTo(1);
    }

    @Test
    void beginsAgainWhereOneWasKilled() throws Exception {
        project.foldwise("check");
        Path archive = archives().get(0);
        Files.delete(archive);
        Path making = Path.of(archive.toString().replaceAll("jsa$", "making"));
        Files.createDirectory(making);
        Files.writeString(making.resolve("classes.jsa"), "half of it");
        Files.writeString(
                making.resolve("pid"), Long.toString(ProcessHandle.current().pid()));
        project.foldwise("check");
        assertThat(project.rehearsals()).as("while another makes it").isEqualTo(1);
        Files.writeString(making.resolve("pid"), "999999999");
        assertThat(project.foldwise("check").out()).doesNotContain("SharedArchiveFile");
        project.awaitRehearsal();
        assertThat(archives()).containsExactly(archive);
        assertThat(archive).hasContent("classes");
    }

    @Test
    void makesNoneForGpus() throws Exception {
        assertThat(project.foldwise(List.of("FOLDWISE_BACKEND=cuda"), "check").out())
                .doesNotContain("SharedArchiveFile");
        assertThat(project.rehearsals()).isZero();
    }

    @Test
    void optimisesNoCodeForAPredictionOfFewSamples() throws Exception {
        Path few = Files.writeString(folder.resolve("few samples.csv"), "0|,|1 2 3\n");
        Path many = Files.writeString(folder.resolve("many samples.csv"), "0|,|1 2 3\n".repeat(10_000));
        String quick = "-XX:TieredStopAtLevel=1";
        assertThat(predict("--input", few.toString())).contains(quick);
        assertThat(predict("--input=" + few)).contains(quick);
        assertThat(predict("--input", many.toString())).doesNotContain(quick);
        assertThat(predict("--input=" + many)).doesNotContain(quick);
        assertThat(predict("--input", folder.toString())).doesNotContain(quick);
        assertThat(predict("--input")).doesNotContain(quick);
    }

    private String predict(String... input) throws Exception {
        Call call = project.foldwise(
                Stream.concat(Stream.of("predict", "run.foldwise", "--output", "predicted.csv"), Stream.of(input))
                        .toArray(String[]::new));
        assertThat(call.status()).as(call.err()).isZero();
        return call.out();
    }

    private List<Path> archives() throws IOException {
        return project.classes(".jsa");
    }
}
