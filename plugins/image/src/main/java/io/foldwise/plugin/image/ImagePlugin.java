package io.foldwise.plugin.image;

import io.foldwise.plugin.image.data.ImageMasksReader;
import io.foldwise.plugin.image.metric.Dice;
import io.foldwise.plugin.image.metric.ImageAuc;
import io.foldwise.plugin.image.metric.Jaccard;
import io.foldwise.plugin.image.metric.PixelAuc;
import io.foldwise.plugin.image.model.UNet;
import io.foldwise.plugin.image.model.decoder.PlainDecoder;
import io.foldwise.plugin.image.model.encoder.PlainEncoder;
import io.foldwise.plugin.image.synthetic.SyntheticXraysReader;
import io.foldwise.spi.PluginModule;

/** Images and masks: where they come from, how they are augmented, networks that read them, and how masks are measured. */
public final class ImagePlugin extends PluginModule {

    @Override
    protected void plug() {
        models();
        component("dice", Dice.class);
        component("image-auc", ImageAuc.class);
        component("image-masks", ImageMasksReader.class);
        component("jaccard", Jaccard.class);
        component("pixel-auc", PixelAuc.class);
        component("synthetic-xrays", SyntheticXraysReader.class);
    }

    private void models() {
        component("u-net", UNet.class);
        component("plain", PlainEncoder.class);
        component("plain", PlainDecoder.class);
    }
}
