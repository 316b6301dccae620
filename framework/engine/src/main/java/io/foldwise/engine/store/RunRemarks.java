package io.foldwise.engine.store;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the user said of a run when it began, its {@code remarks.json}. Nothing depends on it, and it may be changed by hand.
 *
 * @param tags words to find the run by
 * @param note a sentence, or nothing
 */
public record RunRemarks(List<String> tags, String note) {

    public static final RunRemarks NONE = new RunRemarks(List.of(), "");

    public RunRemarks {
        tags = Optional.ofNullable(tags).orElse(List.of()).stream()
                .filter(Objects::nonNull)
                .toList();
        note = Optional.ofNullable(note).orElse("");
    }

    /** Writes them, unless there is nothing to say. */
    public void write(RunFolder folder) {
        if (!equals(NONE)) {
            Json.write(folder.remarks(), this);
        }
    }

    /** Those of a run; none where nothing was said, or where that cannot be read. */
    public static RunRemarks read(RunFolder folder) {
        try {
            return PlainFile.exists(folder.remarks()) ? Json.read(folder.remarks(), RunRemarks.class) : NONE;
        } catch (StoreException unreadable) {
            return NONE;
        }
    }
}
