package io.foldwise.spi.data;

import io.foldwise.spi.Kind;
import io.foldwise.spi.Seed;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads an experiment's data: the {@code data} block of an experiment file. Everything except {@link #train},
 * {@link #test}, {@link #read} and {@link #shift} answers from the parameters alone, so that {@code check} stays fast.
 */
@Kind("reader")
public interface Reader {

    /** What is asked of every sample. */
    Task task();

    /** The shape of a sample's features, if the parameters alone tell it; a reader that must look into a file gives empty. */
    Optional<InputShape> input();

    /** Whether {@link #train} gives {@linkplain Dataset#group groups}, which grouped splits need. */
    default boolean grouped() {
        return false;
    }

    /** Whether {@link #test} gives samples, which a submission needs. */
    default boolean hasTest() {
        return true;
    }

    /** Every file that this reader will read. They must exist, and their contents belong to a unit's fingerprint. */
    List<Path> files();

    /**
     * What is learned from the samples before a model sees them; empty, as here, where they are read as they are. With a
     * preparation, what {@link #train}, {@link #test} and {@link #read} give is for it alone: ids, targets and groups are at hand,
     * {@link Dataset#input} and {@link Dataset#features} need not be.
     */
    default Optional<Preparation> preparation() {
        return Optional.empty();
    }

    /**
     * The labelled samples that folds are made of.
     *
     * @throws DataException with the bad lines, the first {@value DataException#MOST} in full, if a file is not in the
     *     format; nothing is repaired silently
     */
    Dataset train();

    /** The samples to predict for the submission, labelled only if the format allows it. */
    Optional<Dataset> test();

    /**
     * Unlabelled samples from any file of this reader's format. Opens no other file: what has to be known of the training samples is
     * what the {@link #preparation} learned. Once prepared, samples are in the shape of the training samples; what is longer is
     * cut, which {@link Dataset#cut} tells.
     *
     * @throws DataException with the bad lines, the first {@value DataException#MOST} in full, if the file is not in the format
     */
    Dataset read(Path file);

    /**
     * How well two datasets of this reader can be told apart; empty, as here, if it cannot compare them.
     *
     * @param seed the only source of randomness
     * @throws io.foldwise.spi.IncompatibleException if there are too few samples
     */
    default Optional<Shift> shift(Dataset train, Dataset test, Seed seed) {
        return Optional.empty();
    }
}
