package io.foldwise.plugin.signal;

import io.foldwise.plugin.signal.augmentation.Gain;
import io.foldwise.spi.PluginModule;

/** Signals that are sampled evenly, such as electrocardiograms: where they come from, and networks that read them. */
public final class SignalPlugin extends PluginModule {

    @Override
    protected void plug() {
        component("gain", Gain.class);
    }
}
