package io.foldwise.toolkit.table;

import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.DataException.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is wrong with data, gathered: the first problems in full, and the number of all. */
public final class Problems {

    private final List<Problem> first = new ArrayList<>();
    private int total;

    public void add(Path file, int line, String message) {
        total++;
        if (first.size() < DataException.MOST) {
            first.add(new Problem(file, line, message));
        }
    }

    public void add(Path file, String message) {
        add(file, 0, message);
    }

    public void addAll(DataException several) {
        several.problems().forEach(problem -> add(problem.file(), problem.line(), problem.message()));
        total += several.total() - several.problems().size();
    }

    /** Reads something; what is wrong with it is gathered. */
    public void gather(Runnable reading) {
        try {
            reading.run();
        } catch (DataException wrong) {
            addAll(wrong);
        }
    }

    public boolean none() {
        return total == 0;
    }

    /** All that was gathered, as one; empty if nothing is wrong. */
    public Optional<DataException> all() {
        return none() ? Optional.empty() : Optional.of(new DataException(first, total));
    }

    public void throwIfAny() {
        all().ifPresent(refusal -> {
            throw refusal;
        });
    }

    /** Throws several as one, if there are any: the first problems by line, and the number of all. All are of one file. */
    public static void throwIfAny(Stream<DataException> several) {
        Problems all = new Problems();
        List<DataException> each = several.toList();
        each.stream()
                .flatMap(refusal -> refusal.problems().stream())
                .sorted(Comparator.comparingInt(Problem::line))
                .forEach(problem -> all.add(problem.file(), problem.line(), problem.message()));
        all.total = each.stream().mapToInt(DataException::total).sum();
        all.throwIfAny();
    }
}
