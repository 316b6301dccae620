package io.foldwise.engine.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** OpenBLAS itself, in processes of their own. */
@Tag("slow")
final class TrialProcessTest {

    private static Processor processor;

    private final TrialProcess trial = new TrialProcess(List.of(TrialMain.class.getName()));

    @BeforeAll
    static void needsAProcessorWithAvx2() {
        Optional<Processor> here = Processor.in(Processor.CPUINFO);
        assumeTrue(here.filter(it -> !it.instructions().olderThan(InstructionSet.AVX2))
                .isPresent());
        processor = here.get();
    }

    @Test
    void triesTheKernelsItIsAskedFor() {
        assertThat(trial.apply(Optional.of("Haswell"))).isEqualTo(KernelTrial.right("Haswell"));
        assertThat(trial.apply(Optional.of("prescott"))).isEqualTo(KernelTrial.right("Prescott"));
        assertThat(trial.apply(Optional.empty()).flaw()).isEmpty();
    }

    @Test
    void noticesThatOpenBlasTakesOtherKernels() {
        assertThat(trial.apply(Optional.of("Pentagon")).flaw())
                .hasValueSatisfying(flaw -> assertThat(flaw).startsWith("OpenBLAS takes those for "));
    }

    @Test
    void survivesKernelsOfAnotherProcessor() {
        boolean suits = processor.instructions() == InstructionSet.AVX512;
        KernelTrial tried = trial.apply(Optional.of("SkylakeX"));
        assertThat(tried.coreType()).contains("SkylakeX");
        assertThat(tried.flaw().isEmpty()).isEqualTo(suits);
        CoreTypeChoice choice = CoreTypeChoice.of(
                new Processor("GenuineIntel", CoreTypeChoiceTest.AVX512),
                asked -> asked.isEmpty() ? KernelTrial.right("Prescott") : trial.apply(asked));
        assertThat(choice.asked()).contains(suits ? "SkylakeX" : "Haswell");
        assertThat(choice.rejected()).hasSize(suits ? 0 : 1);
    }

    @Test
    void givesUpWhatNeverEndsButNotWhatHadToWait() {
        Duration moment = Duration.ofMillis(900);
        Duration aWhile = Duration.ofMinutes(10);
        assertThat(new TrialProcess(TrialMain.computing(), moment, aWhile)
                        .apply(Optional.empty())
                        .flaw())
                .hasValueSatisfying(
                        flaw -> assertThat(flaw).matches("a product was not done after \\d+ s of processor time"));
        assertThat(new TrialProcess(TrialMain.waiting(Duration.ofHours(1)), aWhile, moment)
                        .apply(Optional.empty())
                        .flaw())
                .hasValueSatisfying(
                        flaw -> assertThat(flaw).endsWith(" s of processor time, all that there was of it in 1 s"));
        Duration work = Duration.ofSeconds(5);
        assertThat(new TrialProcess(TrialMain.waiting(work.plusSeconds(1)), work, aWhile)
                        .apply(Optional.empty())
                        .flaw())
                .isEmpty();
    }

    @Test
    void noticesAProcessThatSaysNothing() {
        KernelTrial silent = new TrialProcess(List.of("-version")).apply(Optional.empty());
        assertThat(silent.flaw()).contains("the trial did not say how it went");
    }
}
