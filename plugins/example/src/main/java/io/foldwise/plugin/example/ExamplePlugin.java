package io.foldwise.plugin.example;

import io.foldwise.plugin.example.mask.DiceScore;
import io.foldwise.plugin.example.mask.SyntheticMasksReader;
import io.foldwise.plugin.example.mask.TinySegmenter;
import io.foldwise.spi.PluginModule;

/** Names this plugin's components. */
public final class ExamplePlugin extends PluginModule {

    @Override
    protected void plug() {
        component("numeric-table", NumericTableReader.class);
        component("perceptron", Perceptron.class);
        component("weighted-bce", WeightedCrossEntropy.class);
        component("brier-score", BrierScore.class);
        component("numeric-table", NumericTableSubmission.class);

        component("synthetic-masks", SyntheticMasksReader.class);
        component("tiny-segmenter", TinySegmenter.class);
        component("tiny-dice", DiceScore.class);
    }
}
