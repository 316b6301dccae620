package io.foldwise.plugin.signal.wfdb;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A label that follows from what is said of a record: codes of a table, or comments of its header. Patterns are compared with the
 * whole of a code or comment, in upper or lower case; {@code *} stands for anything.
 */
public record Finding(
        @Description("The label's name") @NotBlank String name,

        @Description("Patterns of which one at least must fit something that is said") @Default("[]")
        List<@NotBlank String> any,

        @Description("Patterns that must fit nothing that is said") @Default("[]")
        List<@NotBlank String> none,

        @Description("Patterns: something must be said that none of them fits") @Default("[]")
        List<@NotBlank String> otherThan) {

    public Finding {
        if (any.isEmpty() && none.isEmpty() && otherThan.isEmpty()) {
            throw new IllegalArgumentException("needs any, none or other-than: what the label follows from");
        }
    }

    /** Whether a record has the label. */
    boolean of(List<String> said) {
        return (any.isEmpty() || said.stream().anyMatch(text -> fits(any, text)))
                && said.stream().noneMatch(text -> fits(none, text))
                && (otherThan.isEmpty() || said.stream().anyMatch(text -> !fits(otherThan, text)));
    }

    private static boolean fits(List<String> patterns, String text) {
        return patterns.stream()
                .anyMatch(pattern -> pattern(pattern).matcher(text).matches());
    }

    private static Pattern pattern(String text) {
        String[] parts = text.split("\\*", -1);
        StringBuilder expression = new StringBuilder(Pattern.quote(parts[0]));
        for (int part = 1; part < parts.length; part++) {
            expression.append(".*").append(Pattern.quote(parts[part]));
        }
        return Pattern.compile(expression.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }
}
