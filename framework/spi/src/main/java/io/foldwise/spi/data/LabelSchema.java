package io.foldwise.spi.data;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the columns of targets and predictions mean: a multi-label task, each column a yes-or-no question of its own whose
 * probability is the logistic function of the model's logit. Columns come in named groups (regions, types ...), in order.
 */
public record LabelSchema(List<Group> groups) {

    /** Columns that belong together. */
    public record Group(String name, List<String> labels) {
        public Group {
            labels = List.copyOf(labels);
            if (labels.isEmpty()) {
                throw new IllegalArgumentException("label group '" + name + "' is empty");
            }
        }
    }

    public LabelSchema {
        groups = List.copyOf(groups);
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("a label schema needs at least one group");
        }
    }

    /** A schema of one group. */
    public static LabelSchema of(String group, List<String> labels) {
        return new LabelSchema(List.of(new Group(group, labels)));
    }

    /** The number of columns of targets, logits and predictions. */
    public int width() {
        return groups.stream().mapToInt(group -> group.labels().size()).sum();
    }

    /** The name of every column: {@code group-label} where there are several groups, else the label alone. */
    public List<String> columns() {
        return groups.stream().flatMap(this::columns).toList();
    }

    private Stream<String> columns(Group group) {
        return group.labels().stream().map(label -> groups.size() == 1 ? label : group.name() + "-" + label);
    }
}
