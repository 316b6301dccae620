package io.foldwise.report.exhibit;

import io.foldwise.engine.store.Json;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What some samples of a run look like, its {@code exhibits.json}. Nothing in it is taken for what it is not: pictures that are no PNG are
 * left out.
 *
 * @param samples those that were predicted worst
 * @param training what the first fold was trained on; empty where nothing is augmented
 */
public record Exhibits(List<Exhibited> samples, List<Augmented> training) {

    private static final Exhibits NONE = new Exhibits(List.of(), List.of());

    static final int MOST_LETTERS = 2_000_000;

    private static final long MOST_BYTES = 64L << 20;

    /** The signature of PNG in base 64, and nothing but base 64. */
    private static final Pattern PNG = Pattern.compile("iVBORw0KGgo[A-Za-z0-9+/]*={0,2}");

    /**
     * A sample.
     *
     * @param weights of the words; {@link WordWeights#NONE} where there are no words, or nobody asked
     */
    public record Exhibited(String id, List<Drawn> pictures, List<String> words, WordWeights weights) {
        public Exhibited {
            pictures = Optional.ofNullable(pictures).orElse(List.of()).stream()
                    .filter(Drawn::drawn)
                    .toList();
            words = Optional.ofNullable(words).orElse(List.of());
            weights = weights == null || !weights.weighs(words) ? WordWeights.NONE : weights;
        }
    }

    /**
     * A training sample.
     *
     * @param stage that trains on it, from 1
     * @param plain as it was read, or as it was cut from a sample
     * @param augmented as the first epoch of the stage trains on it
     */
    public record Augmented(int stage, Exhibited plain, Exhibited augmented) {}

    /** @param png in base 64 */
    public record Drawn(String caption, String png) {
        private boolean drawn() {
            return png != null
                    && png.length() <= MOST_LETTERS
                    && PNG.matcher(png).matches();
        }
    }

    public Exhibits {
        samples = Optional.ofNullable(samples).orElse(List.of());
        training = Optional.ofNullable(training).orElse(List.of());
    }

    /** What was kept in a run's folder; nothing where nothing was. */
    public static Exhibits read(RunFolder folder) {
        Path file = folder.exhibits();
        if (!PlainFile.exists(file)) {
            return NONE;
        }
        requireSmall(file);
        return Json.read(file, Exhibits.class);
    }

    /** The {@link #samples} by their ids. */
    public Map<String, Exhibited> byId() {
        Map<String, Exhibited> byId = new HashMap<>();
        samples.forEach(sample -> byId.put(sample.id(), sample));
        return byId;
    }

    private static void requireSmall(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new StoreException(file + " is larger than any that was written");
            }
        } catch (IOException e) {
            throw new StoreException("read", file, e);
        }
    }
}
