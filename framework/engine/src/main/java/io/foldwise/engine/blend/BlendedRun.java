package io.foldwise.engine.blend;

import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.finished.StoredRuns;
import io.foldwise.engine.records.RunRecords;
import io.foldwise.engine.records.RunRefusedException;
import io.foldwise.engine.store.KeptPredictions;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.PredictionStore;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.FinishedRun;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a finished run predicted with each head of a task.
 *
 * @param heads by name
 * @param truths the answers that the run was scored with, of heads whose answers are rows and that it kept, by name
 * @param grouped whether its folds keep groups of samples together
 */
record BlendedRun(Path folder, Map<String, FinishedRun> heads, Map<String, KeptPredictions> truths, boolean grouped) {

    /** Answers are written with so many digits. */
    private static final double ROUNDING = 1e-6;

    /** @throws DataException if there is no finished run, it is damaged, or it predicts something else */
    static BlendedRun open(Path folder, Task task, ExperimentLoader loader) {
        RunRecords records = RunRecords.of(new RunFolder(folder));
        Map<String, FinishedRun> heads = new LinkedHashMap<>();
        Map<String, KeptPredictions> truths = new LinkedHashMap<>();
        PredictionStore answers = new PredictionStore(folder, PredictionStore.TRUTH, task);
        for (Head head : task.heads()) {
            FinishedRun run =
                    new StoredRuns().open(folder, task.single() ? Optional.empty() : Optional.of(head.name()));
            if (head instanceof RowHead row && !run.columns().equals(row.columns())) {
                throw new DataException(
                        folder,
                        0,
                        "predicts " + String.join(", ", run.columns()) + ", and the first run "
                                + String.join(", ", row.columns()));
            }
            heads.put(head.name(), run);
            Path file = answers.file(head);
            if (PlainFile.exists(file)) {
                records.requireUnchanged(file);
                truths.put(head.name(), KeptPredictions.of(file));
            }
        }
        records.requireUnchanged(new RunFolder(folder).resolved());
        boolean grouped = records.bound(loader, records.place()).parts().split().needsGroups();
        return new BlendedRun(folder, heads, truths, grouped);
    }

    /**
     * Checks that samples of one name have one answer, as far as the run kept it.
     *
     * @throws RunRefusedException if the data has another one
     */
    void requireSameAnswers(Task task, Dataset data) {
        task.heads().stream()
                .filter(head -> truths.containsKey(head.name()))
                .forEach(head -> IntStream.range(0, data.size())
                        .forEach(row -> truths.get(head.name())
                                .of(data.id(row))
                                .filter(answer -> !same(
                                        answer.values(), data.target(row, head).values()))
                                .ifPresent(answer -> {
                                    throw new RunRefusedException(
                                            folder + " was scored with another answer to '" + data.id(row)
                                                    + "' than the first run's data has: both are to be runs on the same samples");
                                })));
    }

    private static boolean same(float[] some, float[] others) {
        return some.length == others.length
                && IntStream.range(0, some.length)
                        .allMatch(cell -> Float.compare(some[cell], others[cell]) == 0
                                || Math.abs(some[cell] - others[cell]) <= ROUNDING * Math.max(1, Math.abs(some[cell])));
    }

    /** What is to be known of runs that are weighed by what their folds say. */
    static List<String> remarks(List<BlendedRun> runs) {
        String grouped = folders(runs, BlendedRun::grouped);
        String others = folders(runs, run -> !run.grouped());
        return grouped.isEmpty() || others.isEmpty()
                ? List.of()
                : List.of("the folds of " + grouped + " keep groups of alike samples together; those of " + others
                        + " do not, and flatter: fitted weights may lean towards them");
    }

    private static String folders(List<BlendedRun> runs, Predicate<BlendedRun> which) {
        return runs.stream().filter(which).map(run -> run.folder().toString()).collect(Collectors.joining(", "));
    }

    Blend.Member member(double weight) {
        Path checksums = new RunFolder(folder).checksums();
        return new Blend.Member(folder, weight, PlainFile.exists(checksums) ? WholeFile.sha256(checksums) : "");
    }

    /** The samples that some fold held out, by id. */
    Set<String> heldOut() {
        Set<String> ids = new HashSet<>();
        heads.values().iterator().next().heldOut().forEach(ids::addAll);
        return ids;
    }

    /** The samples of the test file, by id. */
    Set<String> tested() {
        return heads.values().iterator().next().tested();
    }

    Tensor outOfFold(Head head, String id) {
        return known(heads.get(head.name()).outOfFold(id), id);
    }

    Tensor test(Head head, String id) {
        return known(heads.get(head.name()).test(id), id);
    }

    private Tensor known(Optional<Tensor> prediction, String id) {
        return prediction.orElseThrow(() -> new DataException(folder, 0, "has no prediction of '" + id + "'"));
    }
}
