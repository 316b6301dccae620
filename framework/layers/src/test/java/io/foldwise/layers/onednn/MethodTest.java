package io.foldwise.layers.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MethodTest {

    private static ConvolutionShape square(int batch, int side, int channels, int filters, int kernel, int stride) {
        int frame = (kernel - 1) / 2;
        ConvolutionAxis axis =
                new ConvolutionAxis(side, (side + 2 * frame - kernel) / stride + 1, kernel, stride, 1, frame);
        return new ConvolutionShape(batch, channels, filters, 1, List.of(axis, axis));
    }

    private static Method withAvx512(ConvolutionShape shape) {
        return Method.of(shape, InstructionSet.AVX512);
    }

    @Test
    void winogradsAlgorithmIsForManyTilesOfManyWholeVectorsOfChannels() {
        assertThat(withAvx512(square(8, 56, 64, 64, 3, 1))).isEqualTo(Method.WINOGRAD);
        assertThat(withAvx512(square(8, 14, 256, 256, 3, 1))).isEqualTo(Method.WINOGRAD);
        assertThat(withAvx512(square(8, 7, 512, 512, 3, 1))).isEqualTo(Method.CHANNELS_LAST);
        assertThat(withAvx512(square(8, 56, 64, 32, 3, 1))).isEqualTo(Method.CHANNELS_LAST);
        assertThat(withAvx512(square(8, 56, 72, 72, 3, 1))).isEqualTo(Method.CHANNELS_LAST);
        assertThat(withAvx512(square(8, 56, 64, 64, 3, 2))).isEqualTo(Method.CHANNELS_LAST);
        assertThat(withAvx512(square(8, 56, 64, 64, 5, 1))).isEqualTo(Method.CHANNELS_LAST);
    }

    @Test
    void andForVolumesWhoseKernelHasAPlaneInItsMiddle() {
        ConvolutionAxis three = new ConvolutionAxis(16, 16, 3, 1, 1, 1);
        ConvolutionAxis strided = new ConvolutionAxis(16, 8, 3, 2, 1, 1);
        assertThat(withAvx512(new ConvolutionShape(2, 128, 128, 1, List.of(three, three, three))))
                .isEqualTo(Method.WINOGRAD);
        assertThat(withAvx512(new ConvolutionShape(2, 128, 128, 1, List.of(strided, three, three))))
                .isEqualTo(Method.CHANNELS_LAST);
    }

    @Test
    void withAvx2CopiesOrProductsAre() {
        assertThat(Method.of(square(8, 56, 64, 64, 3, 1), InstructionSet.AVX2)).isEqualTo(Method.COPIES);
        assertThat(Method.of(square(8, 56, 64, 64, 1, 1), InstructionSet.AVX2)).isEqualTo(Method.PRODUCTS);
        assertThat(Method.of(square(8, 56, 64, 64, 3, 1), InstructionSet.OLDER)).isEqualTo(Method.CHANNELS_LAST);
    }
}
