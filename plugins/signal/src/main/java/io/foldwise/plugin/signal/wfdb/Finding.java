package io.foldwise.plugin.signal.wfdb;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import jakarta.validation.constraints.NotBlank;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
        return (any.isEmpty() || said.stream().anyMatch(fits(any)))
                && said.stream().noneMatch(fits(none))
                && (otherThan.isEmpty()
                        || said.stream().anyMatch(fits(otherThan).negate()));
    }

    private static Predicate<String> fits(List<String> patterns) {
        return patterns.stream().map(Finding::pattern).reduce(text -> false, Predicate::or);
    }

    private static Predicate<String> pattern(String text) {
        if (!text.contains("*")) {
            return text::equalsIgnoreCase;
        }
        String expression =
                Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
                .asMatchPredicate();
    }
}
