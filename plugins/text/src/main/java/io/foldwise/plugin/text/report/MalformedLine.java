package io.foldwise.plugin.text.report;

/** A line that is not in its format; the message says why. Never leaves {@link ReportFiles}. */
final class MalformedLine extends Exception {
    MalformedLine(String message) {
        super(message);
    }
}
