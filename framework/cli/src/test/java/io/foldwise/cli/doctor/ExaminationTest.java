package io.foldwise.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExaminationTest {

    @Test
    void saysWhatTheMachineIsLike() {
        assertThat(Examination.of(Machines.with("cuda", Machines.H100)).lines())
                .contains("gpu             NVIDIA H100, compute capability 9.0, driver 550.54.15, 79.6 GiB")
                .contains("cores           4; OMP_NUM_THREADS 1, OPENBLAS_NUM_THREADS 1, OMP_WAIT_POLICY PASSIVE")
                .endsWith("This machine is not ready.");
    }

    @Test
    void tellsTheLimitOfAContainer() {
        assertThat(Examination.of(Machines.withMemory(8L << 30)).lines())
                .anySatisfy(line -> assertThat(line)
                        .contains("16.0 GiB for this container on a machine with 64.0 GiB, 8.0 GiB available"));
    }

    @Test
    void looksAtThisMachine(@TempDir Path results) {
        Facts facts = new FactFinder(results.resolve("not/there/yet")).find();
        assertThat(facts.versions().deeplearning4j()).startsWith("1.0.0-");
        assertThat(facts.memory().limit()).isPositive();
        assertThat(facts.disk().room()).isPositive();
        assertThat(facts.backend().natives())
                .hasValueSatisfying(natives -> assertThat(natives)
                        .isInstanceOfSatisfying(
                                Facts.Loaded.class,
                                loaded -> assertThat(loaded.gemm().gigaflops()).isPositive()));
        assertThat(facts.versions().nd4j()).isEqualTo(facts.versions().deeplearning4j());
    }
}
