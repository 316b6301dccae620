package io.foldwise.engine.blend;

import io.foldwise.engine.finished.StoredRuns;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.FinishedRun;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a finished run predicted with each head of a task.
 *
 * @param heads by name
 */
record BlendedRun(Path folder, Map<String, FinishedRun> heads) {

    /** @throws DataException if there is no finished run, it is damaged, or it predicts something else */
    static BlendedRun open(Path folder, Task task) {
        Map<String, FinishedRun> heads = new LinkedHashMap<>();
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
        }
        return new BlendedRun(folder, heads);
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
