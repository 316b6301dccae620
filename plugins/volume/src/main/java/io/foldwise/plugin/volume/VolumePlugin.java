package io.foldwise.plugin.volume;

import io.foldwise.plugin.volume.ct.CtVolumesReader;
import io.foldwise.plugin.volume.synthetic.SyntheticCtReader;
import io.foldwise.spi.PluginModule;

/** Volumes, such as computed tomography: where they come from, networks that read them, and what is found in them. */
public final class VolumePlugin extends PluginModule {

    @Override
    protected void plug() {
        component("ct-volumes", CtVolumesReader.class);
        component("synthetic-ct", SyntheticCtReader.class);
    }
}
