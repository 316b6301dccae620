package io.foldwise.engine.study;

import io.foldwise.engine.execution.Unit;
import io.foldwise.engine.store.WholeFile;
import java.util.function.IntFunction;

/**
 * What a unit's result depends on, as one hash each: the trial's configuration, the data, the split, the fold.
 *
 * @param configuration the part of a trial's resolved configuration that decides its results
 * @param common a hash of data and split
 */
public record Identity(IntFunction<String> configuration, String common) {

    public String of(Unit unit) {
        return WholeFile.sha256(common + "\n" + unit.fold() + "\n" + configuration.apply(unit.trial()));
    }
}
