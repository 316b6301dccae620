package io.foldwise.contracts;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** A dataset of which some rows must not be looked at: whoever does fails the test. */
final class OnlyRows extends WrappedDataset {

    private final Set<Integer> allowed;
    private final boolean labelled;

    /**
     * @param labelled whether targets may be looked at
     */
    OnlyRows(Dataset data, int[] rows, boolean labelled) {
        super(data);
        this.allowed = Arrays.stream(rows).boxed().collect(Collectors.toUnmodifiableSet());
        this.labelled = labelled;
    }

    private int checked(int row) {
        if (!allowed.contains(row)) {
            throw new AssertionError("looks at row " + row + ", which it was not given");
        }
        return row;
    }

    @Override
    public String id(int row) {
        return super.id(checked(row));
    }

    @Override
    public boolean labelled() {
        return labelled;
    }

    @Override
    public float[] targets(int row) {
        if (!labelled) {
            throw new AssertionError("looks at targets of row " + row + ", which it is to predict");
        }
        return super.targets(checked(row));
    }

    @Override
    public int length(int row) {
        return super.length(checked(row));
    }

    @Override
    public int group(int row) {
        return super.group(checked(row));
    }

    @Override
    public Optional<String> attribute(int row, String name) {
        return super.attribute(checked(row), name);
    }

    @Override
    public OptionalLong contentHash(int row) {
        return super.contentHash(checked(row));
    }

    @Override
    public Features features(int[] rows) {
        for (int row : rows) {
            checked(row);
        }
        return super.features(rows);
    }
}
