package io.foldwise.plugin.volume.augmentation;

/** Which places of a network's answer are to find a nodule. */
public enum Assignment {
    /**
     * One place of one nodule of a volume, both at random: of the places whose cube overlaps the nodule far enough, or the nearest cell with
     * the anchor of the nearest size if there is none. As the winners of Tianchi's contest of 2017 trained.
     */
    ONE,

    /** Several places of every nodule, by {@link AdaptiveAssignment}. */
    ATSS
}
