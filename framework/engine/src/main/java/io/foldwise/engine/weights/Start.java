package io.foldwise.engine.weights;

import io.foldwise.spi.model.NetworkModel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * What a stage of training starts from, and what of the network it leaves alone.
 *
 * @param file that weights are taken from; there are {@code settings.weights()} then
 */
public record Start(StartSettings settings, Optional<WeightsFile> file) {

    /** From where the stage before ended, or from chance; everything is trained. */
    public static final Start PLAIN = new Start(StartSettings.PLAIN, Optional.empty());

    /** The model, whose network is then trained but for its frozen layers. */
    public NetworkModel freezing(NetworkModel model) {
        return new Freezing(settings.freeze()).applied(model);
    }

    /**
     * Takes the weights into a network of the {@link #freezing} model, and readies it for training.
     *
     * @return what was taken; empty without a file
     * @throws io.foldwise.spi.data.DataException if the file cannot be read, or nothing in it fits
     */
    public Optional<Transfer> begin(ComputationGraph network) {
        new Freezing(settings.freeze()).endGradients(network);
        return file.map(weights -> weights.load(network, settings.weights().orElseThrow()));
    }

    /**
     * What {@link #begin} would take into a network, which stays as it is.
     *
     * @throws io.foldwise.spi.data.DataException as {@link #begin}
     */
    public Optional<Transfer> plan(ComputationGraph network) {
        return file.map(weights -> weights.plan(network, settings.weights().orElseThrow()));
    }

    /** Patterns of {@code freeze} that fit no layer with parameters. */
    public List<String> idleFreezes(ComputationGraph network) {
        return new Freezing(settings.freeze()).idle(network);
    }

    /** Frozen layers of Deeplearning4j that keep trained ones before them from learning. */
    public List<String> barriers(ComputationGraph network) {
        return new Freezing(settings.freeze()).barriers(network);
    }

    /** Whether {@code freeze} leaves nothing to train. */
    public boolean freezesAll(ComputationGraph network) {
        return new Freezing(settings.freeze()).freezesAll(network);
    }

    /** Names of the layers of a network that could be frozen. */
    public static Set<String> layers(ComputationGraph network) {
        return Freezing.trainable(network);
    }

    /** Whether a layer is one that is not trained. */
    public static boolean isFrozen(Layer layer) {
        return layer instanceof FrozenLayer.Runtime;
    }

    /** A trained network as one that is saved: nothing of it is frozen any more. */
    public static ComputationGraph finished(ComputationGraph network) {
        return Freezing.thawed(network);
    }
}
