package io.foldwise.engine.run;

import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.network.Standard;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.DirectModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Quantities that a network is to learn in the data's unit, and that are too large in it to be learned well. */
final class LargeQuantities {

    private static final double LARGE = 100;

    private LargeQuantities() {}

    /** What is to be told of them. */
    static List<String> notices(ExperimentParts parts, Dataset train) {
        boolean learned = parts.experiment().standardiseQuantities().orElse(false)
                || DirectModel.class.isAssignableFrom(parts.experiment().model().component());
        return learned ? List.of() : notices(train);
    }

    private static List<String> notices(Dataset train) {
        Task task = train.task();
        List<Optional<Standard>> units =
                Standard.of(train, IntStream.range(0, train.size()).toArray());
        List<String> notices = new ArrayList<>();
        for (int number = 0; number < units.size(); number++) {
            Head head = task.heads().get(number);
            units.get(number).ifPresent(unit -> notices.addAll(notices(head, unit)));
        }
        return notices;
    }

    private static List<String> notices(Head head, Standard unit) {
        return IntStream.range(0, unit.means().length)
                .filter(column -> Math.hypot(unit.means()[column], unit.deviations()[column]) > LARGE)
                .mapToObj(column -> "'" + head.columns().get(column) + "' has the mean "
                        + rounded(unit.means()[column]) + " and the deviation " + rounded(unit.deviations()[column])
                        + ", while networks begin near 0 and take small steps: standardise-quantities = true lets them"
                        + " learn quantities of any unit")
                .toList();
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
