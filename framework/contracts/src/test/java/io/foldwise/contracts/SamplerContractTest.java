package io.foldwise.contracts;

import io.foldwise.spi.training.Sampler;

/** A correct sampler passes. */
final class SamplerContractTest extends SamplerContract {
    @Override
    protected Sampler sampler() {
        return new TinySampler();
    }
}
