package io.foldwise.engine.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The folder of one unit: {@code history.csv}, {@code model.zip}, {@code oof.csv}, {@code test.csv}, {@code log.txt}, and
 * {@code unit.json}, which holds the unit's identity and a checksum of every other file. It is put together beside its
 * place and renamed when it is whole.
 */
public record UnitFolder(Path path) {

    public static final String HISTORY = "history.csv";
    public static final String MODEL = "model.zip";
    public static final String OUT_OF_FOLD = "oof.csv";
    public static final String TEST = "test.csv";
    public static final String LOG = "log.txt";
    private static final String MANIFEST = "unit.json";

    public Path file(String name) {
        return path.resolve(name);
    }

    /** An empty folder to put the unit's files into. */
    public Path begin() {
        Path partial = WholeFile.partial(path);
        try {
            WholeFile.deleteTree(partial);
            return Files.createDirectories(partial);
        } catch (IOException e) {
            throw new StoreException("write", partial, e);
        }
    }

    /** Seals the files that were put into {@link #begin}'s folder, and moves it to its place. */
    public void finish(UnitRecord.Draft draft) {
        Path partial = WholeFile.partial(path);
        Map<String, String> checksums = new LinkedHashMap<>();
        try (var files = Files.list(partial)) {
            files.sorted().forEach(file -> checksums.put(file.getFileName().toString(), WholeFile.sha256(file)));
        } catch (IOException e) {
            throw new StoreException("read", partial, e);
        }
        Json.write(partial.resolve(MANIFEST), draft.seal(checksums));
        WholeFile.place(partial, path);
    }

    /** Whether there is anything at this unit's place. */
    public boolean exists() {
        return Files.exists(path);
    }

    /** Why this unit's files cannot be used; empty if they are all as they were written. */
    public Optional<String> flaw() {
        if (!exists()) {
            return Optional.of("not there");
        }
        try {
            for (Map.Entry<String, String> file : unit().files().entrySet()) {
                if (!Files.exists(file(file.getKey()))) {
                    return Optional.of(file.getKey() + " is missing");
                }
                if (!WholeFile.sha256(file(file.getKey())).equals(file.getValue())) {
                    return Optional.of(file.getKey() + " is damaged");
                }
            }
            return Optional.empty();
        } catch (StoreException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** What was recorded when the unit finished. */
    public UnitRecord unit() {
        return Json.read(file(MANIFEST), UnitRecord.class);
    }

    /** Takes the unit away, so that it is trained again. */
    public void remove() {
        try {
            WholeFile.deleteTree(path);
        } catch (IOException e) {
            throw new StoreException("remove", path, e);
        }
    }
}
