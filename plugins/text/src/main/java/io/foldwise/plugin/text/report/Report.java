package io.foldwise.plugin.text.report;

import java.util.Arrays;

/**
 * An anonymised CT report, as a file holds it.
 *
 * @param id a whole number, unique within its file
 * @param tokens the words, as numbers
 * @param labels the columns that are true, ascending; empty also where the file does not say
 */
public record Report(String id, int[] tokens, int[] labels) {

    /** Reports are equal if their contents are; records compare arrays by identity. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Report report
                && id.equals(report.id)
                && Arrays.equals(tokens, report.tokens)
                && Arrays.equals(labels, report.labels);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * id.hashCode() + Arrays.hashCode(tokens)) + Arrays.hashCode(labels);
    }

    @Override
    public String toString() {
        return "Report[" + id + ": " + Arrays.toString(tokens) + " is " + Arrays.toString(labels) + "]";
    }
}
