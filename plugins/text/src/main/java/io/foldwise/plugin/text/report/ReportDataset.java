package io.foldwise.plugin.text.report;

import com.google.common.base.Suppliers;
import io.foldwise.plugin.text.group.Groups;
import io.foldwise.plugin.text.tokens.PaddedTokens;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.data.Task;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Reports in memory. A batch holds token ids {@code [batch, time]}, every report cut to the input's length and filled up
 * with {@code categories - 1}, which is no token, to the length of the batch's longest. Groups look at whole reports, so
 * that they stay the same whatever length a model reads, and are found when first asked for.
 */
public final class ReportDataset implements Dataset {

    /** Whether anything is not normal. */
    static final Classes ANY = new Classes("any", List.of("normal", "abnormal"));

    private final List<Report> reports;
    private final Task task;
    private final boolean labelled;
    private final InputShape.Sequence input;
    private final Supplier<int[]> groups;

    /**
     * @param labelled whether the reports' labels are known; labels beyond the schema are left out
     * @param input one category more than there are tokens, and how many tokens of a report are kept
     */
    public ReportDataset(List<Report> reports, Task task, boolean labelled, InputShape.Sequence input, Groups groups) {
        this(
                List.copyOf(reports),
                task,
                labelled,
                input,
                Suppliers.memoize(
                        () -> groups.of(reports.stream().map(Report::tokens).toList())));
    }

    private ReportDataset(
            List<Report> reports, Task task, boolean labelled, InputShape.Sequence input, Supplier<int[]> groups) {
        this.reports = reports;
        this.task = task;
        this.labelled = labelled;
        this.input = input;
        this.groups = groups;
    }

    /** The same reports, no more than so many tokens of each. */
    ReportDataset cutTo(int length) {
        return new ReportDataset(reports, task, labelled, new InputShape.Sequence(input.categories(), length), groups);
    }

    @Override
    public int size() {
        return reports.size();
    }

    @Override
    public String id(int row) {
        return reports.get(row).id();
    }

    @Override
    public InputShape.Sequence input() {
        return input;
    }

    @Override
    public Task task() {
        return task;
    }

    @Override
    public boolean labelled() {
        return labelled;
    }

    @Override
    public float[] targets(int row) {
        if (!labelled) {
            throw new IllegalStateException("these reports have no labels");
        }
        int[] labels = reports.get(row).labels();
        float[] targets = new float[task.width()];
        int asked = ((RowHead) task.first()).width();
        for (int label : labels) {
            if (label < asked) {
                targets[label] = 1;
            }
        }
        if (!task.single()) {
            targets[asked + (labels.length > 0 ? 1 : 0)] = 1;
        }
        return targets;
    }

    /** The number of tokens kept. */
    @Override
    public int length(int row) {
        return Math.min(reports.get(row).tokens().length, input.maxLength());
    }

    @Override
    public int cut(int row) {
        return reports.get(row).tokens().length - length(row);
    }

    @Override
    public int group(int row) {
        return groups.get()[row];
    }

    @Override
    public Features features(int[] rows) {
        List<int[]> tokens =
                IntStream.of(rows).mapToObj(row -> reports.get(row).tokens()).toList();
        return PaddedTokens.batch(tokens, input.maxLength(), input.categories() - 1);
    }
}
