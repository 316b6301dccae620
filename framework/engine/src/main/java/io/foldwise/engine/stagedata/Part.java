package io.foldwise.engine.stagedata;

/** Which samples of a reader. */
public enum Part {
    TRAIN,
    TEST
}
