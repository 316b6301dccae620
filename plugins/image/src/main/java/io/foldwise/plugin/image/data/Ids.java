package io.foldwise.plugin.image.data;

/** What of a file is the id of its image. */
public enum Ids {
    /** The way from the folder of images to it, without its ending. */
    PATH,
    /** Its name alone, without its ending; folders within the folder of images are passed over. */
    NAME
}
