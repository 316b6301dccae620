package io.foldwise.plugin.image.postprocessing;

import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.prediction.Predicted;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Another head of the same task.
 *
 * @param columns the column for each class
 */
record HeadSource(Head head, int[] columns) implements EmptinessSource {

    static HeadSource of(Task task, Masks masks, Optional<String> name, Optional<String> column) {
        List<Head> rows = task.heads().stream()
                .filter(RowHead.class::isInstance)
                .filter(head -> name.isEmpty() || head.name().equals(name.get()))
                .toList();
        if (rows.size() != 1) {
            throw new IncompatibleException(
                    "needs a head that says whether masks are empty, 'by', or a 'run' that does; the heads are "
                            + task.heads().stream().map(Head::name).collect(Collectors.joining(", ")));
        }
        Head head = rows.get(0);
        return new HeadSource(
                head,
                EmptinessColumns.of(
                        head.name(), head.columns(), column, masks.classes().size()));
    }

    @Override
    public double nonEmpty(Predicted sample, int ofClass) {
        return sample.of(head).values()[columns[ofClass]];
    }
}
