package io.foldwise.engine.earlier;

import io.foldwise.engine.experiment.Experiment.Stage;
import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.records.RunRefusedException;
import io.foldwise.engine.stagedata.StageData;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files besides data that decide a run's results: weights that stages start from, and predictions that label their samples.
 *
 * @param paths by a name that stays the same wherever the files lie
 */
public record EarlierFiles(Map<String, Path> paths) {

    private static final String LABELS = ".data.pseudo-labels/";
    private static final String REMEDY =
            ": restore it, say in resolved.conf or with --data-dir where it is now, or begin a"
                    + " new run with `foldwise run`";

    public static EarlierFiles of(ExperimentParts parts, int folds, EarlierRuns earlier) {
        Map<String, Path> paths = new LinkedHashMap<>(parts.stages().weightsFiles(folds));
        List<Stage> stages = parts.experiment().trainingStages();
        for (int number = 0; number < stages.size(); number++) {
            String prefix = "stages[" + number + "]" + LABELS;
            stages.get(number)
                    .data()
                    .flatMap(StageData::pseudoLabels)
                    .ifPresent(labels -> new PseudoLabelSource(labels, parts.task(), earlier)
                            .files(folds)
                            .forEach((name, file) -> paths.put(prefix + name, file)));
        }
        return new EarlierFiles(paths);
    }

    /** A checksum of every file that is there, by name. */
    public Map<String, String> checksums() {
        return checksums(new HashMap<>());
    }

    /**
     * As {@link #checksums()}.
     *
     * @param known of files, to which those of others are added
     */
    public Map<String, String> checksums(Map<Path, String> known) {
        Map<String, String> checksums = new LinkedHashMap<>();
        paths.forEach((name, file) -> {
            if (Files.isRegularFile(file)) {
                checksums.put(name, known.computeIfAbsent(file, EarlierFiles::checksum));
            }
        });
        return checksums;
    }

    /** Of a user's own file, which may be a link. */
    private static String checksum(Path file) {
        try {
            return WholeFile.sha256(file.toRealPath());
        } catch (IOException e) {
            throw new StoreException("read", file, e);
        }
    }

    /**
     * Checks that all files are what they were.
     *
     * @param before what their checksums were
     * @param needed whether anything is still to be trained; if not, files may be missing
     * @throws RunRefusedException if one is missing or has changed
     */
    public void requireSame(Map<String, String> before, boolean needed) {
        Map<String, String> now = checksums();
        before.forEach((name, checksum) -> {
            if ((needed || now.containsKey(name)) && !checksum.equals(now.get(name))) {
                Path file = paths.getOrDefault(name, Path.of(name));
                throw new RunRefusedException(
                        file + ", which training " + (name.contains(LABELS) ? "takes labels from, " : "starts from, ")
                                + (now.containsKey(name) ? "has changed since this run began" : "is missing") + REMEDY);
            }
        });
    }
}
