package io.foldwise.engine.network;

import io.foldwise.engine.config.NearestNames;
import io.foldwise.engine.config.Problem;
import io.foldwise.spi.training.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.Layer;

/** The names of the arrays that a network's weights consist of, which patterns of experiment files are about. */
public record ParameterNames(List<Name> names) {

    /**
     * The name of one array.
     *
     * @param layer the vertex that it belongs to
     */
    public record Name(String layer, String parameter) {}

    public ParameterNames {
        names = List.copyOf(names);
    }

    static ParameterNames of(ComputationGraphConfiguration network) {
        List<Name> names = new ArrayList<>();
        network.getVertices().forEach((vertex, configuration) -> {
            if (configuration instanceof LayerVertex inner) {
                Layer layer = inner.getLayerConf().getLayer();
                layer.initializer().paramKeys(layer).forEach(key -> names.add(new Name(vertex, key)));
            }
        });
        return new ParameterNames(names);
    }

    /** What is wrong with a pattern that fits none of the names, in a sentence with its remedy. */
    public Optional<String> problem(String pattern) {
        if (names.stream().anyMatch(name -> Parameter.fits(pattern, name.layer(), name.parameter()))) {
            return Optional.empty();
        }
        List<String> layers = names.stream().map(Name::layer).distinct().toList();
        List<String> all = Stream.concat(
                        layers.stream(), names.stream().map(name -> name.layer() + "." + name.parameter()))
                .toList();
        String nearest = Problem.didYouMean(NearestNames.to(pattern.replace("*", ""), all));
        return Optional.of("'" + pattern + "' fits no layer of the network; "
                + (nearest.isEmpty() ? "its layers with weights are " + String.join(", ", layers) : nearest));
    }
}
