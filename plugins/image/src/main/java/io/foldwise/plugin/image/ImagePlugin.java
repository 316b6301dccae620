package io.foldwise.plugin.image;

import io.foldwise.plugin.image.augmentation.Blur;
import io.foldwise.plugin.image.augmentation.Brightness;
import io.foldwise.plugin.image.augmentation.Contrast;
import io.foldwise.plugin.image.augmentation.Cutout;
import io.foldwise.plugin.image.augmentation.Elastic;
import io.foldwise.plugin.image.augmentation.Flip;
import io.foldwise.plugin.image.augmentation.Gamma;
import io.foldwise.plugin.image.augmentation.GridDistortion;
import io.foldwise.plugin.image.augmentation.OpticalDistortion;
import io.foldwise.plugin.image.augmentation.QuarterTurns;
import io.foldwise.plugin.image.augmentation.RandomCrop;
import io.foldwise.plugin.image.augmentation.ShiftScaleRotate;
import io.foldwise.plugin.image.data.ImageFolderReader;
import io.foldwise.plugin.image.data.ImageMasksReader;
import io.foldwise.plugin.image.data.ImageTableReader;
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
        component("blur", Blur.class);
        component("brightness", Brightness.class);
        component("contrast", Contrast.class);
        component("cutout", Cutout.class);
        component("dice", Dice.class);
        component("elastic", Elastic.class);
        component("flip", Flip.class);
        component("gamma", Gamma.class);
        component("grid-distortion", GridDistortion.class);
        component("image-auc", ImageAuc.class);
        component("image-folder", ImageFolderReader.class);
        component("image-masks", ImageMasksReader.class);
        component("image-table", ImageTableReader.class);
        component("jaccard", Jaccard.class);
        component("optical-distortion", OpticalDistortion.class);
        component("pixel-auc", PixelAuc.class);
        component("plain", PlainDecoder.class);
        component("plain", PlainEncoder.class);
        component("quarter-turns", QuarterTurns.class);
        component("random-crop", RandomCrop.class);
        component("shift-scale-rotate", ShiftScaleRotate.class);
        component("synthetic-xrays", SyntheticXraysReader.class);
        component("u-net", UNet.class);
    }

    private void models() {}
}
