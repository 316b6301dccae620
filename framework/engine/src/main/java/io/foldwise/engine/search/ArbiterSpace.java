package io.foldwise.engine.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.distribution.LogUniformDistribution;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;

/** A search space as Arbiter sees it: its own spaces for numbers and choices as leaves, values by key as candidates. */
final class ArbiterSpace implements ParameterSpace<LinkedHashMap<String, Object>> {

    private final SearchSpace space;
    private final Map<String, ParameterSpace<?>> leaves = new LinkedHashMap<>();

    ArbiterSpace(SearchSpace space) {
        this.space = space;
        space.dimensions().forEach(dimension -> leaves.put(dimension.key(), leaf(dimension.values())));
    }

    private static ParameterSpace<?> leaf(Values values) {
        if (values instanceof Values.Uniform range) {
            return new ContinuousParameterSpace(range.low(), range.high());
        } else if (values instanceof Values.LogUniform range) {
            return new ContinuousParameterSpace(new LogUniformDistribution(range.low(), range.high()));
        } else if (values instanceof Values.IntUniform range) {
            return new IntegerParameterSpace(range.low(), range.high());
        }
        return new DiscreteParameterSpace<>(((Values.Choice) values).options());
    }

    @Override
    public LinkedHashMap<String, Object> getValue(double[] positions) {
        Map<String, Object> values = new LinkedHashMap<>();
        space.dimensions()
                .forEach(dimension -> values.put(
                        dimension.key(),
                        dimension.values().tidy(leaves.get(dimension.key()).getValue(positions))));
        return space.active(values);
    }

    @Override
    public int numParameters() {
        return leaves.size();
    }

    @Override
    @SuppressWarnings("rawtypes") // as Arbiter declares it
    public List<ParameterSpace> collectLeaves() {
        return new ArrayList<>(leaves.values());
    }

    @Override
    @SuppressWarnings("rawtypes") // as Arbiter declares it
    public Map<String, ParameterSpace> getNestedSpaces() {
        return new LinkedHashMap<>(leaves);
    }

    @Override
    public boolean isLeaf() {
        return false;
    }

    @Override
    public void setIndices(int... indices) {
        throw new UnsupportedOperationException("not a leaf");
    }
}
