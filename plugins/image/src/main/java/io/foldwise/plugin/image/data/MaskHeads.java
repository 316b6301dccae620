package io.foldwise.plugin.image.data;

/** What is asked of images with masks. */
public enum MaskHeads {
    /** The head {@value MaskTask#MASK}. */
    MASK,
    /** The heads {@value MaskTask#MASK} and {@value MaskTask#NON_EMPTY}. */
    BOTH,
    /** The head {@value MaskTask#NON_EMPTY}, for a classifier. */
    NON_EMPTY
}
