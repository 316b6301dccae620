package org.example.sine;

import io.foldwise.spi.PluginModule;

/** Offers the model to experiments. */
public final class SinePlugin extends PluginModule {

    @Override
    protected void plug() {
        component("sine-waves", SineWaves.class);
    }
}
