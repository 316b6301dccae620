package io.foldwise.plugin.image.data;

/** What becomes of an image that there is no mask of. */
public enum WithoutMask {
    /** It is reported as a mistake. */
    REFUSE,
    /** Its mask is empty. */
    EMPTY,
    /** It is passed over. */
    LEAVE_OUT
}
