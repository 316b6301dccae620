package io.foldwise.plugin.signal.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the electrocardiograms of the contest AIWIN 2021 are told apart by, in its order: it numbers them from 1. */
public enum Diagnosis {
    NORMAL,
    SINUS_BRADYCARDIA,
    SINUS_TACHYCARDIA,
    SINUS_ARRHYTHMIA,
    ATRIAL_FIBRILLATION,
    VENTRICULAR_PREMATURE_BEAT,
    ATRIAL_PREMATURE_BEAT,
    FIRST_DEGREE_AV_BLOCK,
    COMPLETE_RIGHT_BUNDLE_BRANCH_BLOCK,
    T_CHANGE,
    ST_CHANGE,
    OTHER;

    /** Its name as a label: {@code sinus-bradycardia}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The names of all. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(Diagnosis::label).toList();
    }
}
