package io.foldwise.engine.store;

import io.foldwise.spi.data.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The folder of one unit: {@code history.csv}, {@code model.zip}, {@code preparation}, {@link PredictionStore predictions}, {@code log.txt}, and
 * {@code unit.json}, which holds the unit's fingerprint and a checksum of every other file. It is put together beside its
 * place and renamed when it is whole.
 */
public record UnitFolder(Path path) {

    public static final String HISTORY = "history.csv";
    public static final String MODEL = "model.zip";
    public static final String LOG = "log.txt";

    /** What was learned from the samples before the model saw them; only where the reader learns something. */
    public static final String PREPARATION = "preparation";

    /** What is known of the unit. */
    public static final String RECORD = "unit.json";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    public Path file(String name) {
        return path.resolve(name);
    }

    /** Where its predictions are. */
    public PredictionStore predictions(String name, Task task) {
        return new PredictionStore(path, name, task);
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
        SealedRecord.write(partial.resolve(RECORD), draft.seal(checksums));
        WholeFile.place(partial, path);
    }

    /** Puts the same unit, whole as it is, at another place: where the same was to be trained. */
    public void copyTo(UnitFolder other) {
        Path partial = other.begin();
        try {
            List<String> names = new ArrayList<>(unit().files().keySet());
            names.add(RECORD);
            for (String name : names) {
                Files.copy(file(name), partial.resolve(name));
            }
        } catch (IOException e) {
            throw new StoreException("write", partial, e);
        }
        WholeFile.place(partial, other.path);
    }

    /** Whether there is anything at this unit's place. */
    public boolean exists() {
        return PlainFile.exists(path);
    }

    /**
     * Why this unit's files cannot be used; empty if they are all as they were written.
     *
     * @param predictions files that must be among them
     */
    public Optional<String> flaw(List<String> predictions) {
        if (!exists()) {
            return Optional.of("not there");
        }
        return flaw(unit -> {
            Set<String> names = new LinkedHashSet<>(List.of(MODEL));
            names.addAll(predictions);
            names.addAll(unit.files().keySet());
            return names.stream().flatMap(name -> flaw(unit, name).stream()).findFirst();
        });
    }

    /** Why one of this unit's files cannot be used; empty if it is as it was written. */
    public Optional<String> flaw(String name) {
        return flaw(unit -> flaw(unit, name));
    }

    private Optional<String> flaw(Function<UnitRecord, Optional<String>> files) {
        UnitRecord unit;
        try {
            unit = unit();
        } catch (StoreException e) {
            return Optional.of(RECORD + (PlainFile.exists(file(RECORD)) ? " is not whole" : " is missing"));
        }
        try {
            return files.apply(unit);
        } catch (StoreException e) {
            return Optional.of(e.getMessage());
        }
    }

    private Optional<String> flaw(UnitRecord unit, String name) {
        String checksum = unit.files().get(name);
        if (checksum == null) {
            return Optional.of(RECORD + " knows no " + name);
        }
        if (!PLAIN.matcher(name).matches()) {
            return Optional.of(RECORD + " names a file outside of this folder");
        }
        if (!PlainFile.exists(file(name))) {
            return Optional.of(name + " is missing");
        }
        return WholeFile.sha256(file(name)).equals(checksum) ? Optional.empty() : Optional.of(name + " is damaged");
    }

    /** What was recorded when the unit finished. */
    public UnitRecord unit() {
        return SealedRecord.read(file(RECORD), UnitRecord.class, "`foldwise resume` trains the fold again");
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
