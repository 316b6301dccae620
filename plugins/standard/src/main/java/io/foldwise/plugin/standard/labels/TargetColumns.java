package io.foldwise.plugin.standard.labels;

import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.data.Task;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What the columns of {@link Dataset#targets} are. Where a head is no row of numbers, all columns are taken for yes or no: they say
 * then what a split should balance.
 */
public final class TargetColumns {

    private TargetColumns() {}

    /** Whether a head asks whether something is there, so that a sample may have nothing. */
    public static boolean ofLabels(Head head) {
        return !(head instanceof Classes || head instanceof Quantities);
    }

    /** Whether a head's targets are ones and zeros, more or less: labels, and classes too. */
    public static boolean yesOrNo(Head head) {
        return !(head instanceof Quantities);
    }

    /** The columns of labels. */
    public static int[] labels(Dataset data) {
        return rows(data.task()) ? of(data.task(), TargetColumns::ofLabels) : all(data);
    }

    /** The columns of labels and classes. */
    public static int[] yesOrNo(Dataset data) {
        return rows(data.task()) ? of(data.task(), TargetColumns::yesOrNo) : all(data);
    }

    /** The columns of quantities. */
    public static int[] quantities(Dataset data) {
        return rows(data.task()) ? of(data.task(), head -> !yesOrNo(head)) : new int[0];
    }

    private static boolean rows(Task task) {
        return task.heads().stream().allMatch(RowHead.class::isInstance);
    }

    private static int[] all(Dataset data) {
        return IntStream.range(0, data.targets(0).length).toArray();
    }

    private static int[] of(Task task, Predicate<Head> heads) {
        return task.heads().stream()
                .filter(heads)
                .flatMapToInt(
                        head -> IntStream.range(0, ((RowHead) head).width()).map(column -> task.offset(head) + column))
                .toArray();
    }

    /** Some of a sample's targets. */
    public static float[] pick(float[] targets, int[] columns) {
        if (columns.length == targets.length) {
            return targets;
        }
        float[] picked = new float[columns.length];
        for (int i = 0; i < columns.length; i++) {
            picked[i] = targets[columns[i]];
        }
        return picked;
    }
}
