package io.foldwise.toolkit.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the lines of a file should be that somebody will grade: a header, then a row for every sample.
 *
 * @param columns the first one of ids
 * @param cells what the others hold, for messages: numbers
 */
public record SampleLines(List<String> columns, String cells) {

    public String header() {
        return CsvLines.line(columns);
    }

    /**
     * Checks lines: the header, the ids and their order, how many cells there are, and what they hold.
     *
     * @param ids that there must be, in order
     * @param flaw of a row of as many cells as there are columns
     * @return what is wrong, each with its line
     */
    public List<String> problems(List<String> lines, List<String> ids, Function<List<String>, Optional<String>> flaw) {
        List<String> problems = new ArrayList<>();
        if (!lines.isEmpty() && !lines.get(0).equals(header())) {
            problems.add("line 1: expected the header " + header());
        }
        List<CsvRow> rows = CsvLines.rows(lines);
        for (int row = 1; row < Math.min(rows.size(), ids.size() + 1); row++) {
            int line = rows.get(row).line();
            problem(rows.get(row).cells(), ids.get(row - 1), flaw)
                    .ifPresent(problem -> problems.add("line " + line + ": " + problem));
        }
        if (rows.size() != ids.size() + 1) {
            problems.add(
                    "line " + lines.size() + ": the file ends here; expected a header and " + ids.size() + " samples");
        }
        return problems;
    }

    private Optional<String> problem(List<String> row, String id, Function<List<String>, Optional<String>> flaw) {
        if (!row.get(0).equals(id)) {
            return Optional.of("expected id '" + id + "', found '" + row.get(0) + "'");
        } else if (row.size() != columns.size()) {
            return Optional.of("expected " + (columns.size() - 1) + " " + cells + ", found " + (row.size() - 1));
        }
        return flaw.apply(row);
    }
}
