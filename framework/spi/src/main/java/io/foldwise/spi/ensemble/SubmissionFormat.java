package io.foldwise.spi.ensemble;

import io.foldwise.spi.Kind;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Predictions;
import java.util.List;

/**
 * A contest's file format. A format that cannot hold the experiment's answers refuses them in its constructor, with an
 * {@link io.foldwise.spi.IncompatibleException}.
 */
@Kind("submission")
public interface SubmissionFormat {

    /** The lines of the file, in the predictions' order, without line ends. */
    List<String> lines(Predictions predictions);

    /**
     * As {@link #lines(Predictions)}, for formats that say more of samples than what is predicted of them, such as where on a scanner's
     * table a place in a volume is.
     *
     * @param data the samples as the reader gave them, in the predictions' order
     */
    default List<String> lines(Dataset data, Predictions predictions) {
        return lines(predictions);
    }

    /**
     * Checks a file's lines as strictly as a grader would: number, ids and order of rows, width, finite values, range.
     *
     * @param lines the file's lines
     * @param ids the ids it must hold, in order
     * @return what is wrong, each with its line number; empty for a valid file
     */
    List<String> problems(List<String> lines, List<String> ids);
}
