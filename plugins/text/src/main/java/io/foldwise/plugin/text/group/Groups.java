package io.foldwise.plugin.text.group;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;

/**
 * How texts are grouped for grouped splits, as an experiment file says it: {@code groups { by = clusters }}. Groups
 * depend on the texts alone, neither on labels nor on a seed. Equal texts always share a group.
 */
public record Groups(
        @Description("What the texts of a group have in common: none (but being equal), clusters, shared-phrases")
        @Default("none")
        By by,

        @Description("With clusters: the number of groups") @Default("50") @Min(2)
        int count,

        @Description("With clusters: dimensions of the space in which texts are compared")
        @Default("100")
        @Min(1)
        @Max(500)
        int dimensions,

        @Description(value = "With shared-phrases: length of a phrase", unit = "tokens") @Default("12") @Min(2)
        int phrase,

        @Description(
                "With shared-phrases: a phrase that more different texts share is common language and does not count")
        @Default("3")
        @Min(2)
        int sharers) {

    /** What the texts of a group have in common. */
    public enum By {
        NONE,
        CLUSTERS,
        SHARED_PHRASES
    }

    /** The group of each report, from 0. */
    public int[] of(List<int[]> reports) {
        DistinctReports distinct = DistinctReports.of(reports);
        return switch (by) {
            case NONE -> distinct.numbers();
            case CLUSTERS -> ContentClusters.of(reports, count, dimensions); // equal reports lie at the same place
            case SHARED_PHRASES -> distinct.spread(SharedPhrases.of(distinct.reports(), phrase, sharers));
        };
    }
}
