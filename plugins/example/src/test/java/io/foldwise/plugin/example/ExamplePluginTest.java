package io.foldwise.plugin.example;

import io.foldwise.contracts.PluginContract;
import io.foldwise.spi.PluginModule;

final class ExamplePluginTest extends PluginContract {

    @Override
    protected PluginModule plugin() {
        return new ExamplePlugin();
    }
}
