package io.foldwise.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NvidiaSmiTest {

    @Test
    void readsALineForEachGpu() {
        assertThat(NvidiaSmi.parse("NVIDIA L4, 8.9, 535.104.05, 23034\nNVIDIA H100, 9.0, 550.54.15, 81559\n"))
                .containsExactly(Machines.L4, Machines.H100);
    }

    @Test
    void passesOverWhatItDoesNotKnow() {
        assertThat(NvidiaSmi.parse("No devices were found\nTesla K80, [N/A], 470.1, 11441\n"))
                .isEmpty();
    }

    @Test
    void comparesCapabilitiesAsNumbers() {
        assertThat(Facts.Capability.parse("10.0")).isGreaterThan(Facts.Capability.parse("9.0"));
        assertThat(CudaCapabilityCheck.supports(Machines.L4)).isTrue();
        assertThat(CudaCapabilityCheck.supports(Machines.H100)).isFalse();
    }
}
