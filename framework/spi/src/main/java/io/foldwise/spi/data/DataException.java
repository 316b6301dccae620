package io.foldwise.spi.data;

import io.foldwise.spi.Escapes;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Data that is not in its format: says which lines and why, up to {@value #MOST} of them, and how many there are. */
public final class DataException extends RuntimeException {

    /** As many problems are worth reading; the rest is counted. */
    public static final int MOST = 20;

    /** The most characters that are told of a problem; what is in the middle of a longer one, such as a cell's, is left out. */
    private static final int LONGEST = 1000;

    private final transient List<Problem> problems;
    private final int total;

    /** One bad line; lines count from 1, and line 0 means the file as a whole. */
    public record Problem(Path file, int line, String message) {
        @Override
        public String toString() {
            return line == 0 ? file + ": " + message : file + ":" + line + ": " + message;
        }
    }

    /**
     * @param problems the first problems, at most {@value #MOST}; they are told file by file and by line, and then what is
     *     wrong with a file as a whole
     * @param total the number of all problems found
     */
    public DataException(List<Problem> problems, int total) {
        super(message(ordered(problems), total));
        this.problems = ordered(problems);
        this.total = total;
    }

    public DataException(Path file, int line, String message) {
        this(List.of(new Problem(file, line, message)), 1);
    }

    public List<Problem> problems() {
        return problems;
    }

    public int total() {
        return total;
    }

    private static List<Problem> ordered(List<Problem> problems) {
        List<Path> files = problems.stream().map(Problem::file).distinct().toList();
        return problems.stream()
                .sorted(Comparator.comparingInt((Problem problem) -> files.indexOf(problem.file()))
                        .thenComparingInt(problem -> problem.line() == 0 ? Integer.MAX_VALUE : problem.line()))
                .toList();
    }

    private static String shortened(String problem) {
        return problem.length() <= LONGEST
                ? problem
                : problem.substring(0, LONGEST / 2) + " ... " + problem.substring(problem.length() - LONGEST / 2);
    }

    private static String message(List<Problem> problems, int total) {
        StringBuilder text = new StringBuilder();
        // a line for each, whatever names and cells hold
        problems.forEach(problem ->
                text.append(Escapes.line(shortened(problem.toString()))).append('\n'));
        if (total > problems.size()) {
            text.append("... and ").append(total - problems.size()).append(" more problems\n");
        }
        return text.toString().stripTrailing();
    }
}
