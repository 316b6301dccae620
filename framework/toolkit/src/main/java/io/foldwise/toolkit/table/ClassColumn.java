package io.foldwise.toolkit.table;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A column that says which of several classes a sample is of. */
public record ClassColumn(
        @Description("The column") @NotBlank String column,

        @Description("The classes, as its cells name them; or give count") @Default("[]")
        List<@NotBlank String> names,

        @Description("How many classes there are, where its cells number them from 0; instead of names")
        Optional<@Min(2) Integer> count) {

    public ClassColumn {
        if (names.isEmpty() == count.isEmpty()) {
            throw new IllegalArgumentException("classes need either names or their count, and not both");
        }
        if (count.isEmpty() && names.size() < 2) {
            throw new IllegalArgumentException("there must be two classes at least");
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("names name a class twice");
        }
    }

    /** What cells may hold. */
    public List<String> classes() {
        return count.map(classes ->
                        IntStream.range(0, classes).mapToObj(Integer::toString).toList())
                .orElse(names);
    }
}
