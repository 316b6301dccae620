package io.foldwise.plugin.image.postprocessing;

import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.spi.IncompatibleException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names of what was learned for each class: {@code top}, or of several classes {@code left.top}. */
record Learned(Masks masks, List<String> names) {

    /** @param ofClasses what was learned, {@code [classes][names]} */
    Map<String, Double> values(double[][] ofClasses) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (int ofClass = 0; ofClass < ofClasses.length; ofClass++) {
            for (int number = 0; number < names.size(); number++) {
                values.put(name(ofClass, number), ofClasses[ofClass][number]);
            }
        }
        return values;
    }

    /** @throws IncompatibleException if any is missing */
    double[][] of(Map<String, Double> values) {
        List<double[]> ofClasses = new ArrayList<>();
        for (int ofClass = 0; ofClass < masks.classes().size(); ofClass++) {
            double[] numbers = new double[names.size()];
            for (int number = 0; number < numbers.length; number++) {
                String name = name(ofClass, number);
                if (!values.containsKey(name)) {
                    throw new IncompatibleException("lacks '" + name + "'");
                }
                numbers[number] = values.get(name);
            }
            ofClasses.add(numbers);
        }
        return ofClasses.toArray(double[][]::new);
    }

    private String name(int ofClass, int number) {
        String name = names.get(number);
        return masks.classes().size() == 1 ? name : masks.classes().get(ofClass) + "." + name;
    }
}
