package io.foldwise.engine.sample;

import io.foldwise.spi.PluginModule;

/** Components that do nothing but have parameters of every sort. */
public final class SamplePlugin extends PluginModule {
    @Override
    protected void plug() {
        component("line", LineModel.class);
        component("net", NetModel.class);
        component("bce", BceLoss.class);
        component("focal", FocalLoss.class);
        component("combo", ComboLoss.class);
        component("sgd", SgdOptimizer.class);
        component("adam", AdamOptimizer.class);
        component("mlogloss", LogLossMetric.class);
        component("pairs", PairsSubmission.class);
    }
}
