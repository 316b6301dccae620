package io.foldwise.engine.weights;

import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * A layer that is not trained: no updater keeps a state for it, no penalty and no clipping sees it, and its gradient is
 * zero, so that a step subtracts zero from every parameter. Only networks in training have it; it is never saved.
 *
 * <p>In place of Deeplearning4j's {@code FrozenLayer}, which lets no gradient pass, and {@code FrozenLayerWithBackprop}, whose
 * parameters have no names and no updater, so that a graph's updater cannot be built with it.
 */
final class FrozenLayer extends BaseWrapperLayer {

    private final transient IDropout inputDropout;

    FrozenLayer(org.deeplearning4j.nn.conf.layers.Layer layer) {
        this(layer.clone(), layer.getIDropout());
    }

    /** Without input dropout, which fails on the way back if it dropped nothing on the way forward. */
    private FrozenLayer(org.deeplearning4j.nn.conf.layers.Layer layer, IDropout inputDropout) {
        super(layer);
        this.inputDropout = inputDropout;
        layer.setIDropout(null);
        setLayerName(layer.getLayerName());
    }

    /** The layer as it was before it was frozen. */
    org.deeplearning4j.nn.conf.layers.Layer thawed() {
        org.deeplearning4j.nn.conf.layers.Layer layer = underlying.clone();
        layer.setIDropout(inputDropout);
        return layer;
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration configuration,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialize,
            DataType type) {
        NeuralNetConfiguration inner = configuration.clone();
        inner.setLayer(underlying);
        Layer layer = underlying.instantiate(inner, listeners, index, parameters, initialize, type);
        return layer.numParams() == 0 ? layer : new Runtime(layer, this);
    }

    @Override
    public FrozenLayer clone() {
        return new FrozenLayer(underlying.clone(), inputDropout);
    }

    @Override
    public IUpdater getUpdaterByParam(String parameter) {
        return new NoOp();
    }

    @Override
    public List<Regularization> getRegularizationByParam(String parameter) {
        return List.of();
    }

    @Override
    public GradientNormalization getGradientNormalization() {
        return GradientNormalization.None;
    }

    /** The layer at work in a network. */
    static final class Runtime extends org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer {

        private final transient FrozenLayer configuration;
        private boolean gradientsEnd;

        Runtime(Layer layer, FrozenLayer configuration) {
            super(layer);
            this.configuration = configuration;
        }

        /** Nobody before this layer wants a gradient. */
        void endGradients() {
            gradientsEnd = true;
        }

        @Override
        public INDArray activate(boolean training, LayerWorkspaceMgr workspace) {
            return underlying.activate(false, workspace);
        }

        @Override
        public INDArray activate(INDArray input, boolean training, LayerWorkspaceMgr workspace) {
            return underlying.activate(input, false, workspace);
        }

        @Override
        public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspace) {
            if (gradientsEnd) {
                INDArray input = underlying.input();
                INDArray nothing = workspace.create(ArrayType.ACTIVATION_GRAD, input.dataType(), input.shape(), 'c');
                return new Pair<>(new DefaultGradient(), nothing);
            }
            INDArray passed = underlying.backpropGradient(epsilon, workspace).getSecond();
            clearGradients();
            return new Pair<>(new DefaultGradient(), passed);
        }

        @Override
        public void setBackpropGradientsViewArray(INDArray gradients) {
            underlying.setBackpropGradientsViewArray(gradients);
            clearGradients();
        }

        private void clearGradients() {
            INDArray gradients = underlying.getGradientsViewArray();
            gradients.assign(0);
        }

        @Override
        public double calcRegularizationScore(boolean trainedOnly) {
            return 0;
        }

        @Override
        public void applyConstraints(int iteration, int epoch) {
            // it does not move, so it cannot leave its bounds
        }

        @Override
        public TrainingConfig getConfig() {
            return configuration;
        }
    }
}
