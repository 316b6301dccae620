package io.foldwise.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.cli.Main;
import io.foldwise.cli.command.CoreTypeCommand;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExaminationTest {

    @Test
    void saysWhatTheMachineIsLike() {
        assertThat(Examination.of(Machines.with("cuda", Machines.H100)).lines())
                .contains("gpu             NVIDIA H100, compute capability 9.0, driver 550.54.15, 79.6 GiB;"
                        + " FOLDWISE_BACKEND=cuda-ptx (experimental)")
                .contains("cores           4; OMP_NUM_THREADS 1, OPENBLAS_NUM_THREADS 1, OMP_WAIT_POLICY PASSIVE")
                .endsWith("This machine is not ready.");
    }

    @Test
    void saysWhichKernelsMultiplyMatrices() {
        assertThat(Examination.of(Machines.good()).lines())
                .contains("kernels         OpenBLAS's for Zen, its own choice; layers multiply by oneDNN");
        assertThat(Examination.of(Machines.with("cuda", Machines.L4)).lines())
                .contains("speed           70 GFLOP/s in a matrix product, 47 times a plain loop")
                .noneMatch(line -> line.startsWith("kernels"));
    }

    @Test
    void takesNoGpuCalmly() {
        assertThat(Examination.of(Machines.good()).lines())
                .contains("gpu             none that nvidia-smi knows of")
                .endsWith("This machine is ready.");
    }

    @Test
    void tellsTheLimitOfAContainer() {
        assertThat(Examination.of(Machines.withMemory(8L << 30)).lines())
                .anySatisfy(line -> assertThat(line)
                        .contains("16.0 GiB for this container on a machine with 64.0 GiB, 8.0 GiB available"));
    }

    @Test
    void looksAtThisMachine(@TempDir Path results) {
        Facts facts = new FactFinder(results.resolve("not/there/yet"), CoreTypeCommand.trials(Main.class)).find();
        assertThat(facts.versions().deeplearning4j()).startsWith("1.0.0-");
        assertThat(facts.memory().limit()).isPositive();
        assertThat(facts.disk().room()).isPositive();
        assertThat(facts.backend().natives())
                .hasValueSatisfying(natives -> assertThat(natives)
                        .isInstanceOfSatisfying(
                                Facts.Loaded.class,
                                loaded -> assertThat(loaded.gemm().gigaflops()).isPositive()));
        assertThat(facts.kernels().flaw()).isEmpty();
        assertThat(facts.versions().nd4j()).isEqualTo(facts.versions().deeplearning4j());
    }
}
