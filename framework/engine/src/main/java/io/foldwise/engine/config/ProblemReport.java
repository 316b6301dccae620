package io.foldwise.engine.config;

import io.foldwise.spi.Escapes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Collects problems, so that all of them can be reported at once. */
public final class ProblemReport {

    private static final Comparator<Problem> BY_PLACE = Comparator.comparing(
                    (Problem problem) -> problem.location().source())
            .thenComparing(problem -> problem.location().line());

    private final Set<Problem> problems = new LinkedHashSet<>();

    /**
     * What becomes of every part.
     *
     * @throws ConfigException with the problems of all parts
     */
    public static <T, R> List<R> each(List<T> parts, Function<T, R> builder) {
        List<R> built = new ArrayList<>();
        ProblemReport report = new ProblemReport();
        for (T part : parts) {
            try {
                built.add(builder.apply(part));
            } catch (ConfigException e) {
                report.addAll(e.problems());
            }
        }
        report.throwIfAny();
        return built;
    }

    public void add(Problem problem) {
        problems.add(problem);
    }

    public void addAll(Collection<Problem> others) {
        problems.addAll(others);
    }

    public boolean isEmpty() {
        return problems.isEmpty();
    }

    /** By file and line. */
    public List<Problem> problems() {
        return problems.stream().sorted(BY_PLACE).toList();
    }

    /** Does nothing if no problem was found. */
    public void throwIfAny() throws ConfigException {
        if (!isEmpty()) {
            throw new ConfigException(problems());
        }
    }

    /** One line for every problem, and how many there are. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        problems()
                .forEach(
                        problem -> text.append(Escapes.line(problem.toString())).append('\n'));
        return text.append(problems.size())
                .append(problems.size() == 1 ? " problem" : " problems")
                .toString();
    }
}
