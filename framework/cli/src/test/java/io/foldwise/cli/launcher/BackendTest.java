package io.foldwise.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.cli.launcher.InventedProject.Call;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Which backend the launcher script builds for, and what it says of the GPUs that it finds. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
final class BackendTest {

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
    void buildsForEachBackend() throws Exception {
        Call call = project.foldwise(List.of("FOLDWISE_BACKEND=cuda"), "check");
        assertThat(call.out()).contains("-Dfoldwise.backend=cuda").contains("/launch/cuda/jars/");
        assertThat(project.builds())
                .singleElement()
                .asString()
                .contains("-Pcuda")
                .contains("/dist/cuda");
        Call other = project.foldwise(List.of("FOLDWISE_BACKEND=tpu\u001b[2J"), "check");
        assertThat(other.status()).isEqualTo(2);
        assertThat(other.err())
                .as("which commands no terminal")
                .contains("FOLDWISE_BACKEND is 'tpu[2J'")
                .endsWith("\n");
    }

    @Test
    void givesCompiledKernelsRoomWhereADriverCompilesThem() throws Exception {
        project.gpus("NVIDIA H100 80GB HBM3, 9.0");
        Call call = project.foldwise(List.of("FOLDWISE_BACKEND=cuda-ptx"), "check");
        assertThat(call.status()).isZero();
        assertThat(call.out()).contains("-Dfoldwise.backend=cuda-ptx").contains("kernel cache 4294967296");
        assertThat(call.err()).contains("first start").doesNotContain("FOLDWISE_BACKEND=cuda ");
        assertThat(project.builds())
                .singleElement()
                .asString()
                .contains("-Pcuda-ptx")
                .contains("/dist/cuda-ptx");
        assertThat(project.foldwise(List.of("FOLDWISE_BACKEND=cuda-ptx", "CUDA_CACHE_MAXSIZE=1"), "check")
                        .out())
                .contains("kernel cache 1\n");
        assertThat(project.foldwise("check").out()).contains("kernel cache \n");
    }

    @Test
    void refusesTheCudaBackendWhereEveryGpuIsTooNew() throws Exception {
        project.gpus("NVIDIA H200, 9.0\nNVIDIA GeForce RTX 5090, 12.0");
        Call call = project.foldwise(List.of("FOLDWISE_BACKEND=cuda"), "check");
        assertThat(call.status()).isEqualTo(2);
        assertThat(call.err()).contains("NVIDIA H200").contains("9.0").contains("FOLDWISE_BACKEND=cuda-ptx");
        assertThat(project.buildLog()).doesNotExist();
        assertThat(project.foldwise("check").status()).isZero();
    }

    @Test
    void knowsWhatGpusBeforeTheFirstOfTheCudaBackendNeed() throws Exception {
        project.gpus("Tesla K20m, 3.5");
        Call cuda = project.foldwise(List.of("FOLDWISE_BACKEND=cuda"), "check");
        assertThat(cuda.status()).isEqualTo(2);
        assertThat(cuda.err()).contains("Tesla K20m").contains("FOLDWISE_BACKEND=cuda-ptx");
        assertThat(project.foldwise(List.of("FOLDWISE_BACKEND=cuda-ptx"), "check")
                        .err())
                .doesNotContain("does not need");
        project.gpus("GeForce GTX 680, 3.0");
        Call tooOld = project.foldwise(List.of("FOLDWISE_BACKEND=cuda-ptx"), "check");
        assertThat(tooOld.status()).isEqualTo(2);
        assertThat(tooOld.err()).contains("GTX 680").contains("FOLDWISE_BACKEND=cpu");
    }

    @Test
    void mentionsAGpuToThoseWhoHaveNotChosen() throws Exception {
        project.gpus("NVIDIA L4, 8.9");
        assertThat(project.foldwise("run").err()).contains("NVIDIA L4").contains("FOLDWISE_BACKEND=cuda\n");
        assertThat(project.foldwise("check").err()).doesNotContain("NVIDIA");
        assertThat(project.foldwise(List.of("FOLDWISE_BACKEND=cpu"), "run").err())
                .doesNotContain("NVIDIA");
        project.gpus("NVIDIA H200, 9.0");
        assertThat(project.foldwise("sweep").err()).contains("NVIDIA H200").contains("FOLDWISE_BACKEND=cuda-ptx");
    }

    @Test
    void usesTheCudaBackendWhereOneGpuSuitsIt() throws Exception {
        project.gpus("NVIDIA H200, 9.0\nNVIDIA L4, 8.9");
        Call call = project.foldwise(List.of("FOLDWISE_BACKEND=cuda"), "check");
        assertThat(call.status()).isZero();
        assertThat(call.err()).doesNotContain("H200").doesNotContain("L4");
    }

    @Test
    void remarksThatAGpuNeedsNoKernelsFromTheDriver() throws Exception {
        project.gpus("NVIDIA L4, 8.9");
        Call call = project.foldwise(List.of("FOLDWISE_BACKEND=cuda-ptx"), "check");
        assertThat(call.status()).isZero();
        assertThat(call.err()).contains("NVIDIA L4").contains("8.9").contains("FOLDWISE_BACKEND=cuda ");
    }

    @Test
    void takesMissingGpusCalmly() throws Exception {
        Call none = project.foldwise(List.of("FOLDWISE_BACKEND=cuda"), "check");
        assertThat(none.status()).isZero();
        assertThat(none.err()).contains("no nvidia-smi");
        project.tool("nvidia-smi", "#!/bin/bash\necho 'No devices were found'\nexit 6\n");
        Call noDevice = project.foldwise(List.of("FOLDWISE_BACKEND=cuda-ptx"), "check");
        assertThat(noDevice.status()).isZero();
        assertThat(noDevice.err()).contains("nvidia-smi shows no GPU");
        assertThat(project.foldwise("check").err()).doesNotContain("nvidia-smi");
    }
}
