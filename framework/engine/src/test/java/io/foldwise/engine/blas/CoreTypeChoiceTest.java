package io.foldwise.engine.blas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class CoreTypeChoiceTest {

    static final Set<String> AVX2 = Set.of("sse2", "avx", "avx2", "fma");
    static final Set<String> AVX512 =
            Set.of("sse2", "avx", "avx2", "fma", "avx512f", "avx512vl", "avx512dq", "avx512bw");
    private static final String INTEL = "GenuineIntel";
    private static final String AMD = "AuthenticAMD";

    private final List<String> tried = new ArrayList<>();

    @Test
    void takesWhatTheProcessorHasWhereOpenBlasDoesNotKnowIt() {
        assertThat(choice(INTEL, AVX512, "Prescott").asked()).contains("SkylakeX");
        assertThat(choice(INTEL, AVX2, "Prescott").asked()).contains("Haswell");
        assertThat(choice(AMD, AVX2, "Barcelona").asked()).contains("Zen");
        assertThat(choice("HygonGenuine", AVX2, "Prescott").asked()).contains("Zen");
        assertThat(choice(AMD, AVX512, "Barcelona").asked()).contains("SkylakeX");
    }

    @Test
    void leavesAKnownProcessorToOpenBlas() {
        for (Map.Entry<String, Set<String>> known : Map.of(
                        "SkylakeX", AVX512, "Cooperlake", AVX512, "Haswell", AVX2, "Zen", AVX512)
                .entrySet()) {
            assertThat(choice(known.getKey().equals("Zen") ? AMD : INTEL, known.getValue(), known.getKey()))
                    .isEqualTo(new CoreTypeChoice(Optional.empty(), List.of(), true));
        }
        assertThat(tried).containsOnly("own");
    }

    @Test
    void leavesAnOldProcessorToOpenBlas() {
        assertThat(choice(INTEL, Set.of("sse2", "avx"), "Sandybridge").asked()).isEmpty();
        assertThat(choice(INTEL, Set.of("sse2"), "Prescott").asked()).isEmpty();
        // without the flags of AVX2 that all of them need
        assertThat(choice(INTEL, Set.of("avx", "avx2"), "Prescott").asked()).isEmpty();
        assertThat(choice(INTEL, Set.of("sse2", "avx512f"), "Prescott").asked()).isEmpty();
    }

    @Test
    void fallsBackToOlderKernelsUntilSomeComputeRight() {
        CoreTypeChoice second = choice(INTEL, AVX512, "Prescott", "SkylakeX");
        assertThat(second.asked()).contains("Haswell");
        assertThat(second.rejected())
                .containsExactly("OpenBLAS's kernels for SkylakeX cannot be used: the product of a test is wrong");
        CoreTypeChoice third = choice(INTEL, AVX512, "Prescott", "SkylakeX", "Haswell");
        assertThat(third.asked()).isEmpty();
        assertThat(third.right()).isTrue();
        assertThat(third.rejected()).hasSize(2);
    }

    @Test
    void doesNotTrustOpenBlasItself() {
        CoreTypeChoice other = choice(AMD, AVX512, "Zen", "own");
        assertThat(other.asked()).contains("Haswell");
        assertThat(other.rejected()).singleElement().asString().contains("kernels for Zen");
        assertThat(choice(AMD, AVX512, "Zen", "own", "Haswell", "Sandybridge").asked())
                .contains("Prescott");
    }

    @Test
    void saysWhereNothingComputesRight() {
        CoreTypeChoice none = choice(INTEL, AVX2, "Haswell", "own", "Sandybridge", "Prescott");
        assertThat(none.right()).isFalse();
        assertThat(none.asked()).isEmpty();
        assertThat(none.rejected()).hasSize(3);
    }

    @Test
    void takesOlderKernelsWhereOpenBlasFailsBeforeItSaysWhichItTook() {
        Function<Optional<String>, KernelTrial> trial = asked -> asked.isPresent()
                ? KernelTrial.right(asked.get())
                : new KernelTrial(Optional.empty(), Optional.of("it fails"));
        CoreTypeChoice choice = CoreTypeChoice.of(new Processor(INTEL, AVX2), trial);
        assertThat(choice.asked()).contains("Haswell");
    }

    /** With an OpenBLAS that takes {@code own} by itself, and whose other kernels compute wrong. */
    private CoreTypeChoice choice(String vendor, Set<String> flags, String own, String... wrong) {
        return CoreTypeChoice.of(new Processor(vendor, flags), asked -> {
            String name = asked.orElse("own");
            tried.add(name);
            return new KernelTrial(
                    Optional.of(asked.orElse(own)),
                    List.of(wrong).contains(name) ? Optional.of("the product of a test is wrong") : Optional.empty());
        });
    }
}
