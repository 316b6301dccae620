package io.foldwise.layers.kernel;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a kernel needs to know about one trip of a batch through its layer.
 *
 * @param input {@code [batch, time, channels]}, {@code [batch, channels]} or, for an embedding, ids {@code [batch, time]}
 * @param lengths how many steps of every sequence are real; a batch of vectors counts as sequences of one step
 * @param parameters the layer's parameters by name, views into the network's parameter vector
 * @param training whether dropout is active
 * @param key names this pass for {@link CounterRandom}: the same seed, iteration and layer give the same key
 */
public record LayerContext(
        INDArray input, SequenceLengths lengths, Map<String, INDArray> parameters, boolean training, long key) {

    public INDArray parameter(String name) {
        return parameters.get(name);
    }

    LayerContext with(INDArray otherInput) {
        return new LayerContext(otherInput, lengths, parameters, training, key);
    }

    /** The same pass for other sequences: some of the steps, say. */
    public LayerContext with(SequenceLengths others) {
        return new LayerContext(input, others, parameters, training, key);
    }

    public int batch() {
        return lengths.batch();
    }

    public int time() {
        return lengths.time();
    }
}
