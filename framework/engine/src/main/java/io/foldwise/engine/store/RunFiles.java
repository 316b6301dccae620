package io.foldwise.engine.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which files are a run's own, so that nothing else may stand in their place. */
public final class RunFiles {

    private static final RunFolder ANY = new RunFolder(Path.of(""));

    private static final Set<String> RECORDS = Stream.of(
                    ANY.lock(),
                    ANY.log(),
                    ANY.checksums(),
                    ANY.config(),
                    ANY.overrides(),
                    ANY.resolved(),
                    ANY.provenance(),
                    ANY.program(),
                    ANY.remarks(),
                    ANY.data(),
                    ANY.uncommitted(),
                    ANY.split(),
                    ANY.leaks(),
                    ANY.refitSubmission(),
                    ANY.postProcessing(),
                    ANY.scores(),
                    ANY.sampleScores(),
                    ANY.task(),
                    ANY.exhibits(),
                    ANY.shift(),
                    ANY.report(),
                    ANY.ensemble(),
                    ANY.submission(),
                    ANY.sweep(),
                    ANY.trials(),
                    ANY.times(),
                    ANY.importance(),
                    ANY.selection(),
                    ANY.best())
            .map(Path::toString)
            .collect(Collectors.toUnmodifiableSet());

    /** Files of which there may be any number: {@link PredictionStore}s of one head or several, and logs of workers. */
    private static final Pattern NUMEROUS = Pattern.compile(
            "(%s|%s)(-.+)?\\.(csv|npz)|worker-.*".formatted(PredictionStore.OUT_OF_FOLD, PredictionStore.TRUTH));

    private static final Pattern FOLDERS = Pattern.compile("trial-.*|" + ANY.tracking());

    private RunFiles() {}

    /**
     * The run that {@linkplain RunFolder#owns owns} a file.
     *
     * @param file absolute, without links
     */
    public static Optional<RunFolder> owner(Path file) throws IOException {
        for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
            RunFolder run = new RunFolder(folder);
            if (run.begun() && run.owns(file)) {
                return Optional.of(run);
            }
        }
        return Optional.empty();
    }

    /** Whether a name right in a run's folder is that of a file of the run's. */
    static boolean ownFile(String name) {
        return RECORDS.contains(name) || NUMEROUS.matcher(name).matches();
    }

    /** Whether a name right in a run's folder is that of a file or a folder of the run's. */
    static boolean own(String name) {
        return ownFile(name) || FOLDERS.matcher(name).matches();
    }
}
