package io.foldwise.plugin.standard.hook;

import io.foldwise.spi.IncompatibleException;

/** Whether a stage is long enough. */
final class Epochs {

    private Epochs() {}

    /** @throws IncompatibleException if a stage ends before the first epoch that counts */
    static void mustReach(int from, int epochs) {
        if (from > epochs) {
            throw new IncompatibleException("counts from epoch " + from + " on, but the stage has " + epochs
                    + "; lower 'from', or raise trainer.epochs");
        }
    }
}
