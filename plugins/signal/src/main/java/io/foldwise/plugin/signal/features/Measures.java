package io.foldwise.plugin.signal.features;

import java.util.LinkedHashMap;
import java.util.Map;

/** Measured numbers by name, in the order in which they were measured; NaN where something cannot be measured. */
final class Measures {

    private final Map<String, Double> values = new LinkedHashMap<>();

    void add(String name, double value) {
        values.put(name, value);
    }

    /** The names of all. */
    String[] names() {
        return values.keySet().toArray(String[]::new);
    }

    double[] numbers() {
        return values.values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    double get(String name) {
        return values.get(name);
    }
}
