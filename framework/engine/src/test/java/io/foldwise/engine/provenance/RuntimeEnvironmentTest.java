package io.foldwise.engine.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RuntimeEnvironmentTest {

    @Test
    void namesWhatComputesConvolutionsOnceALayerHasSaidSo() {
        String before = System.clearProperty("foldwise.convolutions");
        try {
            assertThat(RuntimeEnvironment.describe()).doesNotContainKey("convolutions");
            System.setProperty("foldwise.convolutions", "oneDNN 1.2.3");
            assertThat(RuntimeEnvironment.describe()).containsEntry("convolutions", "oneDNN 1.2.3");
        } finally {
            System.clearProperty("foldwise.convolutions");
            if (before != null) {
                System.setProperty("foldwise.convolutions", before);
            }
        }
    }
}
