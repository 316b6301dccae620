package io.foldwise.spi.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Samples, numbered from 0. Ids, targets, lengths and groups are at hand; features are loaded by {@link #features} when a
 * batch needs them, so that images and volumes larger than memory fit. Immutable and safe for use by several threads.
 */
public interface Dataset {

    int size();

    /** The id of a sample as its file names it; unique within the dataset. */
    String id(int row);

    InputShape input();

    /** What is asked of every sample. */
    Task task();

    /** Whether the samples have targets. */
    boolean labelled();

    /**
     * A few numbers that say what a sample is to be told apart by: what splits and samplers look at. Of {@linkplain RowHead rows}
     * these are the targets of all heads, one after the other; for other heads, whatever a split should balance, such as "has
     * any pixel". In an array of the caller's own.
     *
     * @throws IllegalStateException if the dataset is not labelled
     */
    float[] targets(int row);

    /**
     * What a head's prediction for a sample should be. Loaded when it is asked for; as it stands here, a head's part of {@link
     * #targets}, which suits rows.
     *
     * @throws IllegalStateException if the dataset is not labelled
     */
    default Tensor target(int row, Head head) {
        float[] all = targets(row);
        if (task().single()) {
            return Tensor.row(all);
        }
        int from = task().offset(head);
        return Tensor.row(Arrays.copyOfRange(all, from, from + ((RowHead) head).width()));
    }

    /**
     * How much work a sample is, at least 1, in the modality's own unit such as tokens. Samplers put similar lengths
     * together.
     */
    default int length(int row) {
        return 1;
    }

    /** How much of a sample, in the unit of {@link #length}, was left out to keep to the {@linkplain #input shape}. */
    default int cut(int row) {
        return 0;
    }

    /** How much of a sample, in the unit of {@link #length}, is of a kind that was not learned, such as unknown words. */
    default int unknown(int row) {
        return 0;
    }

    /**
     * The group of a sample. Samples of one group are so alike (same patient, same text blocks) that a fair split keeps
     * them in the same fold. Without better knowledge every sample is its own group.
     */
    default int group(int row) {
        return row;
    }

    /**
     * Sets of samples, by id, of which a fold holds out none, or no others: the folds of earlier runs whose out-of-fold
     * predictions are among the features. A run refuses other folds. Empty, as here, where features hold no predictions.
     */
    default List<Set<String>> heldOutTogether() {
        return List.of();
    }

    /** What else is known of samples, such as a hospital or the fold of an official split: the names of these columns. */
    default List<String> attributes() {
        return List.of();
    }

    /** What one of the {@link #attributes} says of a sample; empty if nothing, or if it is none of them. */
    default Optional<String> attribute(int row, String name) {
        return Optional.empty();
    }

    /**
     * A number that samples of equal features share, and others do not (but for chance), since samples that are equal across
     * folds flatter scores. Where features leave something out, such as unknown words, it tells apart what differs in that. Empty unless a dataset knows one without reading features, such as a checksum of the sample's
     * file; features are then read and compared themselves, if they are not too many.
     */
    default OptionalLong contentHash(int row) {
        return OptionalLong.empty();
    }

    /**
     * What tells whether a sample is equal to one of another dataset: its features, unless they are those of another dataset in disguise,
     * which then says what they are there.
     */
    default Features contents(int row) {
        return features(new int[] {row});
    }

    /** The features of the given samples as one batch, padded to the longest of them and masked. */
    Features features(int[] rows);
}
