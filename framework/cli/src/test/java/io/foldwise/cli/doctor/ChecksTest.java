package io.foldwise.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.cli.doctor.Facts.Disk;
import io.foldwise.cli.doctor.Facts.Gemm;
import io.foldwise.cli.doctor.Facts.Kernels;
import io.foldwise.cli.doctor.Facts.Loaded;
import io.foldwise.cli.doctor.Facts.Threads;
import io.foldwise.cli.doctor.Finding.Severity;
import io.foldwise.engine.blas.InstructionSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;

final class ChecksTest {

    @Test
    void findNothingOnAGoodMachine() {
        findings(Machines.good()).isEmpty();
        findings(Machines.with("cuda", Machines.L4)).isEmpty();
        findings(Machines.with("cuda-ptx", Machines.H100)).isEmpty();
        findings(Machines.with("cuda-ptx", Machines.H100, Machines.L4)).isEmpty();
    }

    @Test
    void missOneDnn() {
        Loaded without = new Loaded("linux-x86_64-avx2", "OPENBLAS", false, "AVX2", "AVX2", new Gemm(70, 1.5));
        only(Machines.with(without), Severity.COSTS, "no oneDNN", "onednn-avx2");
    }

    @Test
    void suggestAvx512WhereTheProcessorHasIt() {
        Loaded older = new Loaded("linux-x86_64-onednn-avx2", "OPENBLAS", true, "AVX2", "AVX512", new Gemm(70, 1.5));
        only(Machines.with(older), Severity.COSTS, "AVX-512", "linux-x86_64-onednn-avx512");
    }

    @Test
    void reportABackendThatDoesNotLoad() {
        only(Machines.broken("cpu"), Severity.PREVENTS_WORK, "no jnind4j", "-Dnd4j.classifier");
        only(Machines.broken("cuda"), Severity.PREVENTS_WORK, "no jnind4j", "3.7 to 8.9");
        only(Machines.broken("cuda-ptx"), Severity.PREVENTS_WORK, "cuda-ptx backend", "nvidia-smi");
    }

    @Test
    void noticeASlowMatrixProduct() {
        Loaded slow = new Loaded("linux-x86_64-onednn-avx2", "NONE", true, "AVX2", "AVX2", new Gemm(3, 1.5));
        only(Machines.with(slow), Severity.COSTS, "hardly faster", "top");
    }

    @Test
    void noticeKernelsThatAreOlderThanTheProcessor() {
        only(
                kernels("", "Prescott", InstructionSet.AVX512, ""),
                Severity.COSTS,
                "Prescott use no AVX-512",
                "./foldwise");
        only(
                kernels("Nehalem", "Nehalem", InstructionSet.AVX2, ""),
                Severity.COSTS,
                "Nehalem use no AVX2",
                "unset OPENBLAS_CORETYPE");
        findings(kernels("", "Prescott", InstructionSet.SSE, "")).isEmpty();
        findings(kernels("", "Zen", InstructionSet.AVX512, "")).isEmpty(); // OpenBLAS knows the processor
        findings(Machines.with(new Kernels(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "")))
                .isEmpty();
    }

    @Test
    void refuseKernelsThatComputeWrong() {
        only(
                kernels("SkylakeX", "SkylakeX", InstructionSet.AVX2, "the processor fails"),
                Severity.PREVENTS_WORK,
                "kernels for SkylakeX cannot be used: the processor fails",
                "unset OPENBLAS_CORETYPE, which is SkylakeX");
        only(
                kernels("Foo", "Haswell", InstructionSet.AVX2, "OpenBLAS takes those for Haswell instead"),
                Severity.PREVENTS_WORK,
                "kernels for Foo cannot be used",
                "unset OPENBLAS_CORETYPE");
        only(
                kernels("", "Zen", InstructionSet.AVX512, "a product is wrong"),
                Severity.PREVENTS_WORK,
                "Zen",
                "OPENBLAS_CORETYPE=Haswell");
    }

    private static Facts kernels(String asked, String coreType, InstructionSet available, String flaw) {
        return Machines.with(new Kernels(
                Optional.of(asked).filter(Predicate.not(String::isEmpty)),
                Optional.of(coreType),
                Optional.of(available),
                Optional.of(flaw).filter(Predicate.not(String::isEmpty)),
                "openblas"));
    }

    @Test
    void refuseAGpuNewerThanTheCudaBuild() {
        only(Machines.with("cuda", Machines.H100), Severity.PREVENTS_WORK, "9.0", "FOLDWISE_BACKEND=cuda-ptx");
    }

    @Test
    void refuseAGpuOlderThanTheCudaBuild() {
        only(Machines.with("cuda", Machines.K20), Severity.PREVENTS_WORK, "3.5", "FOLDWISE_BACKEND=cuda-ptx");
        only(Machines.with("cuda", Machines.C2075), Severity.PREVENTS_WORK, "2.0", "use FOLDWISE_BACKEND=cpu");
        only(Machines.with("cuda-ptx", Machines.C2075), Severity.PREVENTS_WORK, "3.5 or newer", "FOLDWISE_BACKEND=cpu");
    }

    @Test
    void preferTheBuildThatNeedsNoCompiling() {
        only(Machines.with("cuda-ptx", Machines.L4), Severity.COSTS, "8.9", "use FOLDWISE_BACKEND=cuda,");
    }

    @Test
    void onlyWarnOfOneGpuAmongOthersThatIsTooNew() {
        only(Machines.with("cuda", Machines.L4, Machines.H100), Severity.COSTS, "H100", "execution.gpus");
    }

    @Test
    void pointOutAGpuThatIsNotUsed() {
        only(Machines.with("cpu", Machines.L4), Severity.COSTS, "not used", "FOLDWISE_BACKEND=cuda ");
        only(Machines.with("cpu", Machines.H100), Severity.COSTS, "not used", "FOLDWISE_BACKEND=cuda-ptx ");
        only(Machines.with("cpu", Machines.H100, Machines.L4), Severity.COSTS, "L4", "FOLDWISE_BACKEND=cuda ");
        only(Machines.with("cpu", Machines.C2075), Severity.COSTS, "cannot be", "nothing to do");
    }

    @Test
    void noticeMoreThreadsThanCores() {
        Threads many = new Threads(4, Optional.of(8), Optional.empty(), Optional.of("passive"));
        only(Machines.with(many), Severity.COSTS, "OMP_NUM_THREADS is 8, on 4 cores", "OMP_NUM_THREADS=1");
    }

    @Test
    void noticeThreadsThatWaitActively() {
        Threads active = new Threads(4, Optional.of(1), Optional.of(1), Optional.empty());
        only(Machines.with(active), Severity.COSTS, "OMP_WAIT_POLICY is not set", "passive");
    }

    @Test
    void askForMemory() {
        only(Machines.withMemory(500L << 20), Severity.PREVENTS_WORK, "500 MiB", "memory");
        only(Machines.withMemory(1500L << 20), Severity.COSTS, "1.5 GiB", "--workers 1");
    }

    @Test
    void askForRoomOnTheDisk() {
        only(Machines.with(new Disk("/results", 50L << 20, true)), Severity.PREVENTS_WORK, "50 MiB", "--results");
        only(Machines.with(new Disk("/results", 1L << 30, true)), Severity.COSTS, "1.0 GiB", "sweep");
        only(Machines.with(new Disk("/results", 1L << 40, false)), Severity.PREVENTS_WORK, "written", "--results");
    }

    private static ListAssert<Finding> findings(Facts facts) {
        return assertThat(Examination.of(facts).findings());
    }

    private static void only(Facts facts, Severity severity, String what, String remedy) {
        List<Finding> findings = Examination.of(facts).findings();
        assertThat(findings).hasSize(1);
        Finding finding = findings.get(0);
        assertThat(finding.severity()).isEqualTo(severity);
        assertThat(finding.what()).contains(what);
        assertThat(finding.remedy()).contains(remedy);
        assertThat(Examination.of(facts).preventsWork()).isEqualTo(severity == Severity.PREVENTS_WORK);
    }
}
