package io.foldwise.engine.blas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessorTest {

    @TempDir
    private Path folder;

    @Test
    void isReadFromWhatLinuxTells() throws IOException {
        assertThat(Processor.in(cpuinfo("""
                processor\t: 0
                vendor_id\t: GenuineIntel
                model\t\t: 207
                model name\t: INTEL(R) XEON(R) PLATINUM
                flags\t\t: sse2 avx fma avx2 avx512f avx512dq avx512bw avx512vl amx_bf16
                power management:

                processor\t: 1
                vendor_id\t: Other
                flags\t\t: sse2
                """))).hasValueSatisfying(processor -> {
            assertThat(processor.vendor()).isEqualTo("GenuineIntel");
            assertThat(processor.instructions()).isEqualTo(InstructionSet.AVX512);
        });
    }

    @Test
    void oneDnnMultipliesOnIntelsWithAvx512() {
        Set<String> avx512 = Set.of("avx", "avx2", "fma", "avx512f", "avx512vl", "avx512dq", "avx512bw");
        assertThat(ProductLibrary.suiting(new Processor("GenuineIntel", avx512)))
                .isEqualTo("onednn");
        assertThat(ProductLibrary.suiting(new Processor("GenuineIntel", Set.of("avx", "avx2", "fma"))))
                .isEqualTo("openblas");
        assertThat(ProductLibrary.suiting(new Processor("AuthenticAMD", avx512)))
                .isEqualTo("openblas");
    }

    @Test
    void isNoneOfAnotherFamily() throws IOException {
        assertThat(Processor.in(cpuinfo("processor\t: 0\nFeatures\t: fp asimd sve\n")))
                .isEmpty();
        assertThat(Processor.in(cpuinfo(""))).isEmpty();
        assertThat(Processor.in(folder.resolve("missing"))).isEmpty();
    }

    private Path cpuinfo(String text) throws IOException {
        return Files.writeString(folder.resolve("cpuinfo"), text);
    }
}
