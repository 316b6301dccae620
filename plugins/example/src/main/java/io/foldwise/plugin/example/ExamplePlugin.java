package io.foldwise.plugin.example;

import io.foldwise.spi.PluginModule;

/** Names this plugin's components. */
public final class ExamplePlugin extends PluginModule {

    @Override
    protected void plug() {
        reader("numeric-table", NumericTableReader.class);
        model("perceptron", Perceptron.class);
        loss("weighted-bce", WeightedCrossEntropy.class);
        metric("brier-score", BrierScore.class);
        submission("numeric-table", NumericTableSubmission.class);
    }
}
