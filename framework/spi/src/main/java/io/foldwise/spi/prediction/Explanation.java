package io.foldwise.spi.prediction;

import io.foldwise.spi.Kind;
import io.foldwise.spi.data.Dataset;
import java.util.List;

/**
 * Says which parts of a sample a prediction rests on, by what becomes of it without each of them (occlusion; Zeiler and Fergus 2014):
 * exact, and the same for every model. {@code foldwise explain --by NAME} asks for it.
 */
@Kind("explanation")
public interface Explanation {

    /**
     * The parts of a sample.
     *
     * @param data samples as a model reads them
     * @throws io.foldwise.spi.IncompatibleException if samples of this shape have no such parts
     */
    Parts parts(Dataset data, int row);

    /**
     * The parts, and the sample without each of them.
     *
     * @param names as people read them, in their order in the sample
     * @param without as many samples, of the same shape and task
     */
    record Parts(List<String> names, Dataset without) {
        public Parts {
            names = List.copyOf(names);
            if (without.size() != names.size()) {
                throw new IllegalArgumentException(
                        names.size() + " parts, but " + without.size() + " samples without one of them");
            }
        }
    }
}
