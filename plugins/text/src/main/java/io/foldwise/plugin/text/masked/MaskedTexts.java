package io.foldwise.plugin.text.masked;

import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape.Sequence;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Texts in memory, of which some tokens are masked: always the same ones, which follow from the text's place. Whoever trains draws
 * others, see {@link NewMasks}.
 *
 * @param texts what is masked
 * @param maxLength of the longest there may be
 */
record MaskedTexts(List<Text> texts, MaskedTokens head, int maxLength) implements Dataset {

    private static final Seed MASKS = new Seed(20_181_011);

    /**
     * A text.
     *
     * @param source where it is from
     * @param row of that
     */
    record Text(String id, int[] tokens, Dataset source, int row) {}

    MaskedTexts {
        texts = List.copyOf(texts);
    }

    private Masking.Masked masked(int row) {
        return head.masking()
                .mask(texts.get(row).tokens(), head, MASKS.branch("text", row).random());
    }

    @Override
    public int size() {
        return texts.size();
    }

    @Override
    public String id(int row) {
        return texts.get(row).id();
    }

    /** Twice as many ids as there are tokens: with marks and without. */
    @Override
    public Sequence input() {
        return new Sequence(2 * head.vocabulary(), maxLength);
    }

    @Override
    public Task task() {
        return Task.of(head);
    }

    @Override
    public boolean labelled() {
        return true;
    }

    /** Nothing that a split should balance. */
    @Override
    public float[] targets(int row) {
        return new float[0];
    }

    @Override
    public Tensor target(int row, Head of) {
        return masked(row).target();
    }

    @Override
    public int length(int row) {
        return texts.get(row).tokens().length;
    }

    /** As its own reader gives it: without masks. */
    @Override
    public Features contents(int row) {
        Text text = texts.get(row);
        return text.source().features(new int[] {text.row()});
    }

    @Override
    public Features features(int[] rows) {
        int time = IntStream.of(rows).map(this::length).max().orElse(0);
        float[] values = new float[rows.length * time];
        float[] mask = new float[rows.length * time];
        for (int i = 0; i < rows.length; i++) {
            float[] input = masked(rows[i]).input().values();
            System.arraycopy(input, 0, values, i * time, input.length);
            Arrays.fill(mask, i * time, i * time + input.length, 1);
        }
        return Features.masked(
                Nd4j.createFromArray(values).reshape(rows.length, time),
                Nd4j.createFromArray(mask).reshape(rows.length, time));
    }
}
