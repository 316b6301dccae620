package io.foldwise.plugin.image;

import io.foldwise.spi.PluginModule;

/** Images and masks: where they come from, how they are augmented, networks that read them, and how masks are measured. */
public final class ImagePlugin extends PluginModule {

    @Override
    protected void plug() {}
}
