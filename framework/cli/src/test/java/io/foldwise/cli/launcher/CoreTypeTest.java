package io.foldwise.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.cli.launcher.InventedProject.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Which kernels the launcher script asks OpenBLAS for: found out once for each processor and each OpenBLAS. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
final class CoreTypeTest {

    @TempDir
    private Path folder;

    private InventedProject project;
    private Path cpuinfo;

    @BeforeEach
    void makeProject() throws IOException {
        project = new InventedProject(folder);
        cpuinfo = folder.resolve("cpuinfo");
        processor("207", 2100);
    }

    @AfterEach
    void awaitRehearsal() throws Exception {
        project.awaitRehearsal();
    }

    @Test
    void asksOnceAndRemembers() throws Exception {
        assertThat(run("SkylakeX").out()).contains("core type SkylakeX\n");
        assertThat(run("Haswell").out()).contains("core type SkylakeX\n");
        processor("207", 3400); // its frequency of the moment
        assertThat(run("Haswell").out()).contains("core type SkylakeX\n");
        assertThat(project.trials()).isEqualTo(1);
        processor("208", 2100);
        assertThat(run("Haswell").out()).contains("core type Haswell\n");
        processor("207", 2100);
        assertThat(run("other").out()).contains("core type SkylakeX\n");
        assertThat(project.trials()).isEqualTo(2);
    }

    @Test
    void asksAgainForAnotherOpenBlas() throws Exception {
        run("SkylakeX");
        project.write("target/dist/cpu/openblas-0.4.0.jar", "a newer one");
        assertThat(run("own").out()).contains("core type unset\n");
        assertThat(project.trials()).isEqualTo(2);
    }

    @Test
    void leavesTheChoiceToOpenBlasWhereThatIsRight() throws Exception {
        Call first = run("own");
        assertThat(first.status()).isZero();
        assertThat(first.out()).contains("core type unset\n");
        assertThat(run("own").out()).contains("core type unset\n");
        assertThat(project.trials()).isEqualTo(1);
    }

    @Test
    void leavesTheChoiceToTheUser() throws Exception {
        assertThat(project.foldwise(environment("SkylakeX openblas", "OPENBLAS_CORETYPE=Zen"), "run")
                        .out())
                .contains("core type Zen\n");
        assertThat(project.trials()).isZero();
    }

    @Test
    void asksOnlyWhereOpenBlasIsToCompute() throws Exception {
        for (String computes : List.of("sweep", "resume", "reproduce", "predict", "explain", "shift", "doctor")) {
            assertThat(project.foldwise(environment("SkylakeX openblas"), computes)
                            .out())
                    .as(computes)
                    .contains("core type SkylakeX\n");
        }
        assertThat(project.foldwise(environment("SkylakeX openblas"), "check").out())
                .contains("core type unset\n");
        assertThat(project.foldwise(environment("SkylakeX openblas", "FOLDWISE_BACKEND=cuda"), "run")
                        .out())
                .contains("core type unset\n");
        Files.delete(cpuinfo);
        assertThat(run("SkylakeX").out()).contains("core type unset\n");
        assertThat(project.trials()).isEqualTo(1);
    }

    @Test
    void remembersNoFailure() throws Exception {
        for (String answer : List.of("", "no Java machine", "SkylakeX")) {
            Call failed = project.foldwise(environment(answer), "run");
            assertThat(failed.status()).isZero();
            assertThat(failed.out()).contains("core type unset\n");
        }
        assertThat(run("SkylakeX").out()).contains("core type SkylakeX\n");
    }

    @Test
    void takesTheLibraryThatIsFasterOrAskedFor() throws Exception {
        project.foldwise(environment("own onednn"), "run"); // builds
        assertThat(project.foldwise(environment("own onednn"), "run").out())
                .contains("core type unset\n", "products onednn\n");
        assertThat(project.foldwise(environment("own onednn", "FOLDWISE_PRODUCTS=openblas"), "run")
                        .out())
                .contains("products openblas\n");
        assertThat(project.foldwise(environment("own onednn", "OPENBLAS_CORETYPE=Zen"), "run")
                        .out())
                .contains("core type Zen\n", "products unset\n");
        Call mistyped = project.foldwise(environment("own onednn", "FOLDWISE_PRODUCTS=onedn"), "run");
        assertThat(mistyped.status()).isEqualTo(2);
        assertThat(mistyped.err()).contains("FOLDWISE_PRODUCTS is neither openblas nor onednn");
    }

    private Call run(String coreType) throws Exception {
        return project.foldwise(environment(coreType.isEmpty() ? "" : coreType + " openblas"), "run");
    }

    private List<String> environment(String answer, String... more) {
        List<String> environment = new ArrayList<>(List.of("FAKE_CORE_TYPE=" + answer, "FOLDWISE_CPUINFO=" + cpuinfo));
        environment.addAll(List.of(more));
        return environment;
    }

    private void processor(String model, int megahertz) throws IOException {
        Files.writeString(cpuinfo, """
                processor\t: 0
                vendor_id\t: GenuineIntel
                cpu family\t: 6
                model\t\t: %s
                model name\t: Xeon
                cpu MHz\t\t: %d.000
                flags\t\t: avx2 fma

                processor\t: 1
                """.formatted(model, megahertz));
    }
}
