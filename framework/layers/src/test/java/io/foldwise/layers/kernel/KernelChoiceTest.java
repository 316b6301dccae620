package io.foldwise.layers.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

final class KernelChoiceTest {

    @AfterEach
    void clear() {
        System.clearProperty(KernelChoice.PROPERTY);
    }

    @Test
    void singlePrecisionOnTheCpuIsFast() {
        assertThat(KernelChoice.forType(DataType.FLOAT)).isEqualTo(KernelChoice.CPU);
        assertThat(KernelChoice.forType(DataType.DOUBLE)).isEqualTo(KernelChoice.PORTABLE);
    }

    @Test
    void thePropertyOverrides() {
        System.setProperty(KernelChoice.PROPERTY, "portable");
        assertThat(KernelChoice.forType(DataType.FLOAT)).isEqualTo(KernelChoice.PORTABLE);
        System.setProperty(KernelChoice.PROPERTY, "cpu");
        assertThat(KernelChoice.forType(DataType.FLOAT)).isEqualTo(KernelChoice.CPU);
        assertThatThrownBy(() -> KernelChoice.forType(DataType.DOUBLE)).hasMessageContaining("of type FLOAT");
        System.setProperty(KernelChoice.PROPERTY, "fast");
        assertThatThrownBy(() -> KernelChoice.forType(DataType.FLOAT))
                .hasMessageContaining("expected auto, cpu or portable");
    }
}
