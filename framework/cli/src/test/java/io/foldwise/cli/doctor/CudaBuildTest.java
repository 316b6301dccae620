package io.foldwise.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CudaBuildTest {

    @ParameterizedTest
    @CsvSource({"2.0,", "3.5, CUDA_PTX", "3.7, CUDA", "8.6, CUDA", "8.9, CUDA", "9.0, CUDA_PTX", "12.0, CUDA_PTX"})
    void isChosenByWhatNvidiaSmiAnswers(String capability, CudaBuild expected) {
        String answer = "NVIDIA Something, " + capability + ", 580.65.06, 24576\n";
        assertThat(CudaBuild.bestFor(NvidiaSmi.parse(answer).get(0)).orElse(null))
                .isEqualTo(expected);
    }

    @Test
    void isNamedByTheBackend() {
        assertThat(CudaBuild.of("cuda")).contains(CudaBuild.CUDA);
        assertThat(CudaBuild.of("cuda-ptx")).contains(CudaBuild.CUDA_PTX);
        assertThat(CudaBuild.of("cpu")).isEmpty();
        assertThat(CudaBuild.CUDA_PTX.choice()).isEqualTo("FOLDWISE_BACKEND=cuda-ptx");
    }

    @Test
    void saysWhatItRunsOn() {
        assertThat(CudaBuild.CUDA.range()).isEqualTo("3.7 to 8.9");
        assertThat(CudaBuild.CUDA_PTX.range()).isEqualTo("3.5 or newer");
    }
}
