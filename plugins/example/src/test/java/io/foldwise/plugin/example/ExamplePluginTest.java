package io.foldwise.plugin.example;

import io.foldwise.spi.PluginModule;
import io.foldwise.spi.contract.PluginContract;

final class ExamplePluginTest extends PluginContract {

    @Override
    protected PluginModule plugin() {
        return new ExamplePlugin();
    }
}
