package io.foldwise.plugin.text.report;

import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.LabelSchema.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a line of a report file holds behind {@code id|,|tokens }: a test file nothing, a training file a third field
 * {@code |,|labels } with one list of labels per group, the lists divided by commas.
 *
 * @param groups the label groups that a line names, in order; none in a test file
 */
public record ReportFormat(List<Group> groups) {

    /** {@code id|,|tokens }. */
    public static final ReportFormat UNLABELLED = new ReportFormat(List.of());

    /** {@code id|,|tokens |,|regions }, 17 regions. */
    public static final ReportFormat ROUND1 = of(17, 0);

    /** {@code id|,|tokens |,|regions ,types }, 17 regions and 12 types. */
    public static final ReportFormat ROUND2 = of(17, 12);

    public ReportFormat {
        groups = List.copyOf(groups);
    }

    /** A labelled format with so many regions and, unless 0, types. */
    public static ReportFormat of(int regions, int types) {
        List<Group> groups = new ArrayList<>();
        groups.add(numbered("region", regions));
        if (types > 0) {
            groups.add(numbered("type", types));
        }
        return new ReportFormat(groups);
    }

    private static Group numbered(String name, int labels) {
        return new Group(
                name, IntStream.range(0, labels).mapToObj(Integer::toString).toList());
    }

    public boolean labelled() {
        return !groups.isEmpty();
    }

    /** What the columns of a labelled file's targets mean. */
    public LabelSchema schema() {
        return new LabelSchema(groups);
    }

    /** A line of this format, as messages show it. */
    String example() {
        return switch (groups.size()) {
            case 0 -> "id|,|tokens";
            case 1 -> "id|,|tokens|,|regions";
            default -> "id|,|tokens|,|regions,types";
        };
    }
}
