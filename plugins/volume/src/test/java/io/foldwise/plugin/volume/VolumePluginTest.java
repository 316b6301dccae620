package io.foldwise.plugin.volume;

import io.foldwise.contracts.PluginContract;
import io.foldwise.spi.PluginModule;

final class VolumePluginTest extends PluginContract {

    @Override
    protected PluginModule plugin() {
        return new VolumePlugin();
    }
}
