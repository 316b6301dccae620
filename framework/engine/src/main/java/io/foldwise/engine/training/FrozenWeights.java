package io.foldwise.engine.training;

import io.foldwise.spi.training.Parameter;
import io.foldwise.spi.training.Parameter.Role;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The weights of frozen layers, to be put back where hooks have written into all: even a mean of equal numbers is rounded. */
final class FrozenWeights {

    private final List<Piece> pieces = new ArrayList<>();

    private record Piece(INDArrayIndex place, INDArray values) {}

    FrozenWeights(List<Parameter> parameters) {
        long start = 0;
        for (Parameter parameter : parameters) {
            long end = start + parameter.values().length();
            if (parameter.role() == Role.FROZEN) {
                pieces.add(new Piece(
                        NDArrayIndex.interval(start, end), parameter.values().dup()));
            }
            start = end;
        }
    }

    /** @param weights {@code [n]}, those of the whole network */
    void putBack(INDArray weights) {
        pieces.forEach(piece -> weights.get(piece.place()).assign(piece.values()));
    }
}
