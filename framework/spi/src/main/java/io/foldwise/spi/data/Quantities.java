package io.foldwise.spi.data;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Quantities to be estimated (regression): targets are any finite numbers, and a prediction is what the model gives. */
public record Quantities(String name, List<String> columns) implements RowHead {

    /** What the head is called unless the reader says otherwise. */
    public static final String NAME = "quantities";

    public Quantities {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("there must be a quantity at least");
        }
    }

    public Quantities(List<String> columns) {
        this(NAME, columns);
    }

    @Override
    public Tensor prediction(Tensor logits) {
        return logits;
    }

    /** The weighted mean, whatever is asked for: there are no probabilities here. */
    @Override
    public Tensor average(List<Tensor> members, double[] weights, Average of) {
        return Cells.average(members, weights, Average.PROBABILITIES);
    }

    /** The mean of every quantity. */
    @Override
    public Map<String, Tensor> baselines(Stream<Tensor> targets) {
        Sums sums = Sums.of(width(), targets);
        return sums.samples() == 0 ? Map.of() : Map.of(BASE_RATES, sums.map(sum -> sum / sums.samples()));
    }

    @Override
    public String toString() {
        return width() == 1 ? "a quantity" : width() + " quantities";
    }
}
