package io.foldwise.plugin.signal;

import io.foldwise.contracts.PluginContract;
import io.foldwise.spi.PluginModule;

final class SignalPluginTest extends PluginContract {

    @Override
    protected PluginModule plugin() {
        return new SignalPlugin();
    }
}
