package io.foldwise.engine.run;

import io.foldwise.engine.execution.Unit;
import io.foldwise.engine.store.WholeFile;

/**
 * What a unit's result depends on, as one hash each: the trial, the data, the split, the fold.
 *
 * @param common a hash of data and split
 */
public record Fingerprint(Trials trials, String common) {

    public String of(Unit unit) {
        return WholeFile.sha256(
                common + "\n" + unit.fold() + "\n" + trials.trial(unit.trial()).fingerprint());
    }
}
