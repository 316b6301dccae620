package io.foldwise.plugin.image.postprocessing;

import io.foldwise.spi.IncompatibleException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which column of a row says that the mask of a class is not empty. */
final class EmptinessColumns {

    private EmptinessColumns() {}

    /**
     * A column for each class: the one that is named, or one each.
     *
     * @throws IncompatibleException if there is no such column, or not one for each class
     */
    static int[] of(String head, List<String> columns, Optional<String> name, int classes) {
        if (name.isPresent() && !columns.contains(name.get())) {
            throw new IncompatibleException(
                    "'" + head + "' has no column '" + name.get() + "'; it has " + String.join(", ", columns));
        }
        if (name.isEmpty() && columns.size() != classes) {
            throw new IncompatibleException("'" + head + "' has " + columns.size() + " columns for " + classes
                    + " classes of masks: name a 'column' of " + String.join(", ", columns));
        }
        int[] ofClasses = IntStream.range(0, classes).toArray();
        name.ifPresent(column -> Arrays.fill(ofClasses, columns.indexOf(column)));
        return ofClasses;
    }
}
