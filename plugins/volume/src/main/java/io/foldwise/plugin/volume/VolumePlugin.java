package io.foldwise.plugin.volume;

import io.foldwise.plugin.volume.augmentation.AnchorTargets;
import io.foldwise.plugin.volume.augmentation.VolumeCrop;
import io.foldwise.plugin.volume.augmentation.VolumeFlip;
import io.foldwise.plugin.volume.augmentation.VolumeRotation;
import io.foldwise.plugin.volume.ct.CtVolumesReader;
import io.foldwise.plugin.volume.examples.MaskCrops;
import io.foldwise.plugin.volume.examples.NoduleCrops;
import io.foldwise.plugin.volume.exhibit.VolumeExhibit;
import io.foldwise.plugin.volume.inference.VolumeTiles;
import io.foldwise.plugin.volume.loss.FocalNoduleLoss;
import io.foldwise.plugin.volume.loss.NoduleLoss;
import io.foldwise.plugin.volume.metric.BoxAp;
import io.foldwise.plugin.volume.metric.Froc;
import io.foldwise.plugin.volume.metric.VolumeDice;
import io.foldwise.plugin.volume.model.NoduleNet;
import io.foldwise.plugin.volume.model.UNet3d;
import io.foldwise.plugin.volume.postprocessing.BoxThreshold;
import io.foldwise.plugin.volume.submission.NoduleCsv;
import io.foldwise.plugin.volume.submission.NoduleTable;
import io.foldwise.plugin.volume.synthetic.SyntheticCtReader;
import io.foldwise.spi.PluginModule;

/** Volumes, such as computed tomography: where they come from, networks that read them, and what is found in them. */
public final class VolumePlugin extends PluginModule {

    @Override
    protected void plug() {
        component("anchor-targets", AnchorTargets.class);
        component("box-ap", BoxAp.class);
        component("box-threshold", BoxThreshold.class);
        component("ct-volumes", CtVolumesReader.class);
        component("froc", Froc.class);
        component("mask-crops", MaskCrops.class);
        component("nodule-crops", NoduleCrops.class);
        component("nodule-csv", NoduleCsv.class);
        component("nodule-net", NoduleNet.class);
        component("nodule-table", NoduleTable.class);
        component("nodules", NoduleLoss.class);
        component("nodules-focal", FocalNoduleLoss.class);
        component("synthetic-ct", SyntheticCtReader.class);
        component("u-net-3d", UNet3d.class);
        component("volume-crop", VolumeCrop.class);
        component("volume-dice", VolumeDice.class);
        component("volume-exhibit", VolumeExhibit.class);
        component("volume-flip", VolumeFlip.class);
        component("volume-rotation", VolumeRotation.class);
        component("volume-tiles", VolumeTiles.class);
    }
}
