package io.foldwise.plugin.signal;

import io.foldwise.plugin.signal.augmentation.BaselineWander;
import io.foldwise.plugin.signal.augmentation.Gain;
import io.foldwise.plugin.signal.augmentation.LeadDrop;
import io.foldwise.plugin.signal.augmentation.SignalCrop;
import io.foldwise.plugin.signal.augmentation.SignalCutout;
import io.foldwise.plugin.signal.augmentation.Stretch;
import io.foldwise.plugin.signal.exhibit.SignalExhibit;
import io.foldwise.plugin.signal.features.EcgFeatures;
import io.foldwise.plugin.signal.inference.Windows;
import io.foldwise.plugin.signal.matlab.EcgMatReader;
import io.foldwise.plugin.signal.model.BiLstm1d;
import io.foldwise.plugin.signal.model.Inception1d;
import io.foldwise.plugin.signal.model.MultiScale1d;
import io.foldwise.plugin.signal.model.XResNet1d;
import io.foldwise.plugin.signal.picture.EcgPictureReader;
import io.foldwise.plugin.signal.submission.EcgAnswers;
import io.foldwise.plugin.signal.synthetic.SyntheticEcgReader;
import io.foldwise.plugin.signal.table.SignalTableReader;
import io.foldwise.plugin.signal.wfdb.WfdbReader;
import io.foldwise.spi.PluginModule;

/** Signals that are sampled evenly, such as electrocardiograms: where they come from, and networks that read them. */
public final class SignalPlugin extends PluginModule {

    @Override
    protected void plug() {
        component("baseline-wander", BaselineWander.class);
        component("bilstm-1d", BiLstm1d.class);
        component("ecg-answers", EcgAnswers.class);
        component("ecg-features", EcgFeatures.class);
        component("ecg-mat", EcgMatReader.class);
        component("ecg-picture", EcgPictureReader.class);
        component("gain", Gain.class);
        component("inception1d", Inception1d.class);
        component("lead-drop", LeadDrop.class);
        component("multi-scale-1d", MultiScale1d.class);
        component("signal-crop", SignalCrop.class);
        component("signal-cutout", SignalCutout.class);
        component("signal-exhibit", SignalExhibit.class);
        component("signal-table", SignalTableReader.class);
        component("stretch", Stretch.class);
        component("synthetic-ecg", SyntheticEcgReader.class);
        component("wfdb", WfdbReader.class);
        component("windows", Windows.class);
        component("xresnet1d", XResNet1d.class);
    }
}
