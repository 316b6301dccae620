package io.foldwise.report.runs;

import io.foldwise.engine.records.RunLock;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Takes a run away with all that is in its folder. */
public final class RunRemoval {

    private RunRemoval() {}

    /**
     * Removes a run's folder: first from its place, at once, then file by file. Links in it are removed, and not what they lead to.
     *
     * @throws io.foldwise.engine.records.RunRefusedException if a process is at work on the run
     */
    public static void remove(Path folder) throws Exception {
        Path place = folder.toRealPath();
        RunLock.during(new RunFolder(place), () -> {
            Path away = place.resolveSibling("." + place.getFileName() + ".removed");
            try {
                WholeFile.deleteTree(away);
                Files.move(place, away, StandardCopyOption.ATOMIC_MOVE);
                WholeFile.deleteTree(away);
            } catch (IOException e) {
                throw new StoreException("remove", folder, e);
            }
            return null;
        });
    }
}
