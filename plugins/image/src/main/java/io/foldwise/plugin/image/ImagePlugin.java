package io.foldwise.plugin.image;

import io.foldwise.plugin.image.augmentation.Blur;
import io.foldwise.plugin.image.augmentation.Brightness;
import io.foldwise.plugin.image.augmentation.Contrast;
import io.foldwise.plugin.image.augmentation.Cutout;
import io.foldwise.plugin.image.augmentation.Elastic;
import io.foldwise.plugin.image.augmentation.FirstChannels;
import io.foldwise.plugin.image.augmentation.Flip;
import io.foldwise.plugin.image.augmentation.Gamma;
import io.foldwise.plugin.image.augmentation.GridDistortion;
import io.foldwise.plugin.image.augmentation.OpticalDistortion;
import io.foldwise.plugin.image.augmentation.QuarterTurns;
import io.foldwise.plugin.image.augmentation.RandomCrop;
import io.foldwise.plugin.image.augmentation.Resize;
import io.foldwise.plugin.image.augmentation.ShiftScaleRotate;
import io.foldwise.plugin.image.crop.RegionAugmentation;
import io.foldwise.plugin.image.crop.RegionInference;
import io.foldwise.plugin.image.data.ImageFolderReader;
import io.foldwise.plugin.image.data.ImageMasksReader;
import io.foldwise.plugin.image.data.ImageTableReader;
import io.foldwise.plugin.image.metric.Dice;
import io.foldwise.plugin.image.metric.ImageAuc;
import io.foldwise.plugin.image.metric.Jaccard;
import io.foldwise.plugin.image.metric.PixelAuc;
import io.foldwise.plugin.image.model.DeepLabV3;
import io.foldwise.plugin.image.model.ImageClassifier;
import io.foldwise.plugin.image.model.UNet;
import io.foldwise.plugin.image.model.attention.Cbam;
import io.foldwise.plugin.image.model.attention.Scse;
import io.foldwise.plugin.image.model.decoder.AlbuNetDecoder;
import io.foldwise.plugin.image.model.decoder.HypercolumnDecoder;
import io.foldwise.plugin.image.model.decoder.PlainDecoder;
import io.foldwise.plugin.image.model.decoder.UNetDecoder;
import io.foldwise.plugin.image.model.encoder.EfficientNetB0;
import io.foldwise.plugin.image.model.encoder.EfficientNetB3;
import io.foldwise.plugin.image.model.encoder.PlainEncoder;
import io.foldwise.plugin.image.model.encoder.ResNet18;
import io.foldwise.plugin.image.model.encoder.ResNet34;
import io.foldwise.plugin.image.model.encoder.ResNet50;
import io.foldwise.plugin.image.model.encoder.SeResNext101;
import io.foldwise.plugin.image.model.encoder.SeResNext50;
import io.foldwise.plugin.image.postprocessing.Components;
import io.foldwise.plugin.image.postprocessing.Emptiness;
import io.foldwise.plugin.image.postprocessing.MaskThreshold;
import io.foldwise.plugin.image.postprocessing.Triplet;
import io.foldwise.plugin.image.stacking.StackedReader;
import io.foldwise.plugin.image.synthetic.SyntheticXraysReader;
import io.foldwise.spi.PluginModule;

/** Images and masks: where they come from, how they are augmented, networks that read them, and how masks are measured. */
public final class ImagePlugin extends PluginModule {

    @Override
    protected void plug() {
        models();
        component("blur", Blur.class);
        component("brightness", Brightness.class);
        component("components", Components.class);
        component("contrast", Contrast.class);
        component("cutout", Cutout.class);
        component("dice", Dice.class);
        component("elastic", Elastic.class);
        component("emptiness", Emptiness.class);
        component("first-channels", FirstChannels.class);
        component("flip", Flip.class);
        component("gamma", Gamma.class);
        component("grid-distortion", GridDistortion.class);
        component("image-auc", ImageAuc.class);
        component("image-folder", ImageFolderReader.class);
        component("image-masks", ImageMasksReader.class);
        component("image-table", ImageTableReader.class);
        component("jaccard", Jaccard.class);
        component("mask-threshold", MaskThreshold.class);
        component("optical-distortion", OpticalDistortion.class);
        component("pixel-auc", PixelAuc.class);
        component("quarter-turns", QuarterTurns.class);
        component("random-crop", RandomCrop.class);
        component("region", RegionAugmentation.class);
        component("region", RegionInference.class);
        component("resize", Resize.class);
        component("shift-scale-rotate", ShiftScaleRotate.class);
        component("stacked", StackedReader.class);
        component("synthetic-xrays", SyntheticXraysReader.class);
        component("triplet", Triplet.class);
    }

    private void models() {
        component("deeplab-v3", DeepLabV3.class);
        component("image-classifier", ImageClassifier.class);
        component("u-net", UNet.class);
        encoders();
        component("albunet", AlbuNetDecoder.class);
        component("hypercolumn", HypercolumnDecoder.class);
        component("plain", PlainDecoder.class);
        component("unet", UNetDecoder.class);
        component("cbam", Cbam.class);
        component("scse", Scse.class);
    }

    private void encoders() {
        component("efficientnet-b0", EfficientNetB0.class);
        component("efficientnet-b3", EfficientNetB3.class);
        component("plain", PlainEncoder.class);
        component("resnet18", ResNet18.class);
        component("resnet34", ResNet34.class);
        component("resnet50", ResNet50.class);
        component("se-resnext50", SeResNext50.class);
        component("se-resnext101", SeResNext101.class);
    }
}
