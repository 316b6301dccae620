package io.foldwise.engine.earlier;

import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.UnitFolder;

/** The model of one fold of an earlier run. */
record EarlierModel(RunFolder run, int trial, int fold) {

    UnitFolder unit() {
        return run.unit(trial, fold);
    }
}
