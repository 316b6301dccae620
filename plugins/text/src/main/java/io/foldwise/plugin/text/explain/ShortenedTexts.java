package io.foldwise.plugin.text.explain;

import io.foldwise.plugin.text.tokens.PaddedTokens;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import java.util.Arrays;
import java.util.List;

/** Sequences of tokens without targets, named by their numbers. */
record ShortenedTexts(List<int[]> sequences, InputShape.Sequence input, Task task) implements Dataset {

    ShortenedTexts {
        sequences = List.copyOf(sequences);
    }

    @Override
    public int size() {
        return sequences.size();
    }

    @Override
    public String id(int row) {
        return Integer.toString(row);
    }

    @Override
    public boolean labelled() {
        return false;
    }

    @Override
    public float[] targets(int row) {
        throw new IllegalStateException("what is left of a text has no targets");
    }

    @Override
    public int length(int row) {
        return sequences.get(row).length;
    }

    @Override
    public Features features(int[] rows) {
        return PaddedTokens.batch(
                Arrays.stream(rows).mapToObj(sequences::get).toList(), input.maxLength(), input.categories() - 1);
    }
}
