package io.foldwise.report.reading;

import io.foldwise.engine.store.UnitFolder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Units that were read before, for whoever reads a folder again and again while it grows: a unit that is there stays as it is. */
public final class UnitCache {

    private final Map<Path, UnitReading> known = new HashMap<>();

    UnitReading of(UnitFolder unit, Supplier<UnitReading> reading) {
        UnitReading before = known.get(unit.path());
        if (before == null) {
            before = reading.get();
            known.put(unit.path(), before);
        }
        return before;
    }
}
