package io.foldwise.layers.kernel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Lays the declared {@link Parameter}s of any {@link KernelLayer} out in the network's one flat parameter vector. */
final class ParameterLayout implements ParamInitializer {

    static final ParameterLayout INSTANCE = new ParameterLayout();

    private ParameterLayout() {}

    @Override
    public long numParams(NeuralNetConfiguration configuration) {
        return numParams(configuration.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        return declared(layer).stream().mapToLong(Parameter::length).sum();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return declared(layer).stream().map(Parameter::name).toList();
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return names(layer, Parameter.Kind.WEIGHT);
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return names(layer, Parameter.Kind.BIAS);
    }

    @Override
    public boolean isWeightParam(Layer layer, String name) {
        return weightKeys(layer).contains(name);
    }

    @Override
    public boolean isBiasParam(Layer layer, String name) {
        return biasKeys(layer).contains(name);
    }

    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration configuration, INDArray flat, boolean initialize) {
        KernelLayer layer = (KernelLayer) configuration.getLayer();
        Map<String, INDArray> views = views(layer, flat);
        for (Parameter parameter : layer.parameters()) {
            configuration.addVariable(parameter.name());
            if (initialize) {
                parameter.start().fill(views.get(parameter.name()), layer.getWeightInitFn());
            }
        }
        return Collections.synchronizedMap(views);
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration configuration, INDArray flat) {
        return views((KernelLayer) configuration.getLayer(), flat);
    }

    private static Map<String, INDArray> views(KernelLayer layer, INDArray flat) {
        Map<String, INDArray> views = new LinkedHashMap<>();
        long start = 0;
        for (Parameter parameter : layer.parameters()) {
            long end = start + parameter.length();
            INDArray values = flat.reshape(flat.length()).get(NDArrayIndex.interval(start, end));
            views.put(parameter.name(), values.reshape('c', parameter.shape().sizes()));
            start = end;
        }
        return views;
    }

    private static List<String> names(Layer layer, Parameter.Kind kind) {
        return declared(layer).stream()
                .filter(parameter -> parameter.kind() == kind)
                .map(Parameter::name)
                .toList();
    }

    private static List<Parameter> declared(Layer layer) {
        return ((KernelLayer) layer).parameters();
    }
}
