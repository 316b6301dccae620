package io.foldwise.spi.data;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Multi-label rows: each column is a yes-or-no question of its own, whose probability is the logistic function of the model's
 * logit. Columns come in named groups (regions, types ...), in order.
 */
public record LabelSchema(String name, List<Group> groups) implements RowHead {

    /** What the head is called unless the reader says otherwise. */
    public static final String NAME = "labels";

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

    public LabelSchema(List<Group> groups) {
        this(NAME, groups);
    }

    /** A schema of one group. */
    public static LabelSchema of(String group, List<String> labels) {
        return new LabelSchema(List.of(new Group(group, labels)));
    }

    /** The name of every column: {@code group-label} where there are several groups, else the label alone. */
    @Override
    public List<String> columns() {
        return groups.stream().flatMap(this::columns).toList();
    }

    private Stream<String> columns(Group group) {
        return group.labels().stream().map(label -> groups.size() == 1 ? label : group.name() + "-" + label);
    }

    @Override
    public int width() {
        return groups.stream().mapToInt(group -> group.labels().size()).sum();
    }

    /**
     * Each label's rate: of {@code n} samples whose targets add up to {@code k} it is {@code (k + 1) / (n + 2)} (Laplace's rule of
     * succession). A label that was never seen is taken for rare, not for impossible: a certain mistake would cost a log loss
     * whatever its clipping says, and make a baseline that every model beats.
     */
    @Override
    public Map<String, Tensor> baselines(Stream<Tensor> targets) {
        Sums sums = Sums.of(width(), targets);
        return Map.of(BASE_RATES, sums.map(sum -> (sum + 1) / (sums.samples() + 2)));
    }

    @Override
    public String toString() {
        return width() == 1 ? "a yes-or-no label" : width() + " yes-or-no labels";
    }
}
