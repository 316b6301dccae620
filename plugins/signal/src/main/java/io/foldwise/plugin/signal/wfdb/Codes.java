package io.foldwise.plugin.signal.wfdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Codes with their likelihoods in a cell as Python writes a dictionary: {@code {'NORM': 100.0, 'SR': 0.0}}. The text is matched, not
 * evaluated.
 */
final class Codes {

    private static final Pattern ENTRY =
            Pattern.compile("\\s*+'([^'\\\\]{1,64}+)'\\s*+:\\s*+(\\d{1,9}+(?:\\.\\d{1,9}+)?+)\\s*+");

    private Codes() {}

    /** A code of a record. */
    record Code(String name, double likelihood) {}

    /** What a cell holds, in its order; empty if it is no such text. */
    static Optional<List<Code>> of(String cell) {
        String text = cell.strip();
        if (text.length() < 2 || text.charAt(0) != '{' || text.charAt(text.length() - 1) != '}') {
            return Optional.empty();
        }
        List<Code> codes = new ArrayList<>();
        int end = text.length() - 1;
        if (text.substring(1, end).isBlank()) {
            return Optional.of(codes);
        }
        Matcher entry = ENTRY.matcher(text);
        for (int at = 1; ; at = entry.end() + 1) {
            if (!entry.region(Math.min(at, end), end).lookingAt()) {
                return Optional.empty();
            }
            codes.add(new Code(entry.group(1), Double.parseDouble(entry.group(2))));
            if (entry.end() == end) {
                return Optional.of(codes);
            }
            if (text.charAt(entry.end()) != ',') {
                return Optional.empty();
            }
        }
    }
}
