package io.foldwise.spi.data;

import java.nio.file.Path;
import java.util.Optional;

/** What finished runs predicted, for components that build upon it. Asked for in a constructor, which opens none: it reads no files. */
public interface FinishedRuns {

    /**
     * Opens a run for one of its heads.
     *
     * @param run its folder
     * @param head its name; may be left out where there is a single one
     * @throws DataException if there is no finished run, it is damaged, or has no such head
     */
    FinishedRun open(Path run, Optional<String> head);
}
