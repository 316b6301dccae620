package io.foldwise.layers.kernel;

import java.util.Arrays;
import java.util.Map;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Runs any {@link KernelLayer} inside a network: arrays and masks in, kernel, arrays out. */
public final class KernelLayerRuntime extends BaseLayer<KernelLayer> {

    private transient Kernel kernel;
    private transient LayerContext context;
    private transient INDArray output;
    private int countedIteration;
    private int passesInIteration;

    KernelLayerRuntime(NeuralNetConfiguration configuration, DataType type) {
        super(configuration, type);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspace) {
        assertInputSet(false);
        KernelLayer layer = layerConf();
        INDArray contiguous = contiguous(input);
        context = new LayerContext(contiguous, lengths(contiguous), params, training, training ? nextKey() : 0);
        output = workspace.createUninitialized(ArrayType.ACTIVATIONS, dataType, layer.outputShapeOf(contiguous), 'c');
        kernel().forward(context, output);
        return output;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspace) {
        assertInputSet(true);
        if (context == null) {
            throw new IllegalStateException(layerId() + ": a backward pass needs a forward pass before it");
        }
        INDArray inputGradient = workspace.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape(), 'c');
        Map<String, INDArray> parameterGradients = gradientViews == null ? Map.of() : gradientViews;
        // A contiguous copy made in the forward pass lay in working memory that is gone by now: make it again.
        LayerContext sameInput = context.with(contiguous(input));
        context = null;
        boolean wanted = !layerConf().readsData();
        kernel().backward(
                        sameInput,
                        new Gradients(output, contiguous(epsilon), inputGradient, wanted, parameterGradients));
        output = null;
        Gradient gradient = new DefaultGradient(gradientsFlattened);
        parameterGradients.forEach(gradient::setGradientFor);
        return new Pair<>(gradient, wanted ? inputGradient : null); // Deeplearning4j's word for "not computed"
    }

    /** Lets the next training pass draw the same random numbers as the first one of this iteration. */
    public void repeatRandomness() {
        passesInIteration = 0;
    }

    /**
     * Keys count iterations, which a saved network remembers, and within one iteration the training passes, so that a
     * second pass (for a perturbed batch, say) draws its own numbers. Whoever trains without {@code fit} must count the
     * network's iterations itself, or a resumed training starts to count passes anew.
     */
    private long nextKey() {
        if (iterationCount != countedIteration) {
            countedIteration = iterationCount;
            passesInIteration = 0;
        }
        return CounterRandom.key(conf.getSeed(), iterationCount, passesInIteration++, index);
    }

    private Kernel kernel() {
        if (kernel == null) {
            KernelLayer layer = layerConf();
            kernel = switch (KernelChoice.forType(dataType)) {
                case CPU -> layer.cpuKernel();
                case PORTABLE -> layer.portableKernel();
            };
        }
        return kernel;
    }

    private SequenceLengths lengths(INDArray from) {
        int batch = (int) from.size(0);
        int time = layerConf().timeSteps(from);
        if (maskArray == null) {
            return SequenceLengths.full(batch, time);
        }
        if (maskArray.size(0) != batch || maskArray.size(1) != time) {
            throw new IllegalArgumentException(layerId() + ": the mask " + Arrays.toString(maskArray.shape())
                    + " does not fit the input " + Arrays.toString(from.shape()));
        }
        return SequenceLengths.of(maskArray);
    }

    private INDArray contiguous(INDArray array) {
        return RowMajor.of(array, dataType);
    }

    @Override
    public Pair<INDArray, MaskState> feedForwardMaskArray(INDArray mask, MaskState state, int batch) {
        maskArray = mask;
        maskState = state;
        return layerConf().endsSequence() ? null : new Pair<>(mask == null ? null : thinned(mask), state);
    }

    /** The mask of fewer steps: a step that is made of several is real where the first of them is. */
    @SuppressWarnings("try") // the scope is all that is wanted
    private INDArray thinned(INDArray mask) {
        int steps = layerConf().stepsPerStep();
        if (steps == 1) {
            return mask;
        }
        try (MemoryWorkspace ignored = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            SequenceLengths fewer = SequenceLengths.of(mask).thinned(steps);
            return fewer.mask(mask.dataType()).reshape(fewer.batch(), fewer.time());
        }
    }

    @Override
    public void clear() {
        super.clear();
        context = null;
        output = null;
    }

    @Override
    public boolean updaterDivideByMinibatch(String parameter) {
        return layerConf().dividesByBatch(parameter);
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }
}
