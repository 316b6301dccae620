package io.foldwise.toolkit.table;

import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.DataException.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

    public boolean none() {
        return total == 0;
    }

    public void throwIfAny() {
        if (total > 0) {
            throw new DataException(first, total);
        }
    }
}
