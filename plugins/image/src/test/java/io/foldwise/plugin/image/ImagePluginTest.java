package io.foldwise.plugin.image;

import io.foldwise.contracts.PluginContract;
import io.foldwise.spi.PluginModule;

final class ImagePluginTest extends PluginContract {

    @Override
    protected PluginModule plugin() {
        return new ImagePlugin();
    }
}
