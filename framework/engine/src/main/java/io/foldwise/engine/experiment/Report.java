package io.foldwise.engine.experiment;

/** Takes what is wrong with a key of an experiment. */
@FunctionalInterface
interface Report {

    /** @param remedy may be empty */
    void add(String key, String message, String remedy);
}
