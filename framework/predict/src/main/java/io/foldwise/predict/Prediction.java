package io.foldwise.predict;

import io.foldwise.spi.data.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was predicted for one sample.
 *
 * @param id of the sample, as its file tells
 * @param heads a small tensor for each thing that was asked, by its name: {@code [labels]} probabilities, or {@code [height, width,
 *     channels]} of a mask
 */
public record Prediction(String id, Map<String, Tensor> heads) {

    public Prediction {
        heads = Collections.unmodifiableMap(new LinkedHashMap<>(heads));
    }

    /** The answer where one thing is asked. */
    public Tensor only() {
        if (heads.size() != 1) {
            throw new IllegalStateException("there are several answers: " + String.join(", ", heads.keySet()));
        }
        return heads.values().iterator().next();
    }
}
