package io.foldwise.engine.sample;

import io.foldwise.spi.PluginModule;

/** Components that do nothing but have parameters of every sort. */
public final class SamplePlugin extends PluginModule {
    @Override
    protected void plug() {
        model("line", LineModel.class);
        model("net", NetModel.class);
        loss("bce", BceLoss.class);
        loss("focal", FocalLoss.class);
        loss("combo", ComboLoss.class);
        optimizer("sgd", SgdOptimizer.class);
        optimizer("adam", AdamOptimizer.class);
        metric("mlogloss", LogLossMetric.class);
        submission("pairs", PairsSubmission.class);
    }
}
