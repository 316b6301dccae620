package io.foldwise.toolkit.table;

import java.util.List;

/**
 * A line of a {@link CsvFile}, or several if a cell is quoted and holds line feeds.
 *
 * @param line where it begins, counted from 1
 */
public record CsvRow(int line, List<String> cells) {}
