package io.foldwise.plugin.standard.sampler;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.training.Epoch;
import io.foldwise.spi.training.Sampler;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.common.util.MathUtils;

/**
 * Every sample once per epoch, samples of similar length together, so that batches padded to their longest sample hold
 * little padding. Samples are shuffled and cut into large pools; each pool is sorted by length (equal lengths stay in
 * random order) and cut into batches; then the batches of all pools are shuffled. Larger pools waste less, smaller ones
 * mix samples better. Where all samples have one length this is {@link Shuffled}.
 *
 * <p>The batch that needs the most memory when padded comes first in every epoch, and only its place is not random:
 * Deeplearning4j's workspaces take their size from what they see first, so a longer batch later would make them spill and
 * grow.
 *
 * <p>Mind networks with batch normalization: a batch of short samples does not have the statistics of all samples.
 */
@Description("Every sample once per epoch, similar lengths together so that little is padded")
public final class LengthBucketed implements Sampler {

    private final int batch;
    private final int pool;

    /** The size of a batch, and how far lengths are sorted. */
    public record Params(
            @Description(value = "Samples per batch", unit = "samples") @Default("64") @Positive
            int batch,

            @Description(value = "Within how many batches samples are sorted by length", unit = "batches")
            @Default("50")
            @Positive
            int pool) {}

    @Inject
    public LengthBucketed(Params params) {
        this.batch = params.batch();
        this.pool = params.pool();
    }

    @Override
    public List<int[]> batches(Epoch epoch) {
        SplittableRandom random = epoch.random();
        int[] rows = epoch.rows().clone();
        MathUtils.shuffleArray(rows, random.nextLong());
        List<int[]> batches = Batches.cut(rows, poolSize(rows)).stream()
                .flatMap(samples -> sorted(samples, epoch.data()))
                .collect(Collectors.toList());
        Collections.shuffle(batches, new Random(random.nextLong()));
        largestFirst(batches, epoch.data());
        return batches;
    }

    private int poolSize(int[] rows) {
        return (int) Math.min((long) batch * pool, Math.max(1, rows.length));
    }

    private Stream<int[]> sorted(int[] samples, Dataset data) {
        int[] ascending = IntStream.range(0, samples.length)
                .mapToLong(place -> (long) data.length(samples[place]) << 32 | place)
                .sorted()
                .mapToInt(lengthAndPlace -> samples[(int) lengthAndPlace])
                .toArray();
        return Batches.cut(ascending, batch).stream();
    }

    private static void largestFirst(List<int[]> batches, Dataset data) {
        int largest = 0;
        for (int candidate = 1; candidate < batches.size(); candidate++) {
            if (paddedLength(batches.get(candidate), data) > paddedLength(batches.get(largest), data)) {
                largest = candidate;
            }
        }
        if (largest > 0) {
            Collections.swap(batches, 0, largest);
        }
    }

    private static long paddedLength(int[] batch, Dataset data) {
        return (long) batch.length
                * Arrays.stream(batch).map(data::length).max().orElse(0);
    }
}
