package io.foldwise.engine.run;

import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.UnitFolder;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Preparation.Fitted;
import io.foldwise.spi.validation.Fold;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An experiment's samples as the models of one fold read them.
 *
 * @param fitted what was learned to prepare them; empty where the reader prepares nothing
 */
record PreparedData(Dataset train, Optional<Dataset> test, Optional<Fitted> fitted) {

    /** Prepares samples by what the fold's training part tells. */
    static PreparedData of(RunData data, Fold fold) {
        Optional<Fitted> fitted = data.preparation().map(preparation -> preparation.fit(data.train(), fold.train()));
        return fitted.map(learned -> new PreparedData(
                        learned.apply(data.train()), data.test().map(learned::apply), fitted))
                .orElseGet(() -> new PreparedData(data.train(), data.test(), fitted));
    }

    /** Writes what was learned into a unit's folder. */
    void save(Path folder) {
        fitted.ifPresent(learned -> {
            Path file = folder.resolve(UnitFolder.PREPARATION);
            try {
                learned.save(file);
            } catch (IOException e) {
                throw new StoreException("write", file, e);
            }
        });
    }
}
