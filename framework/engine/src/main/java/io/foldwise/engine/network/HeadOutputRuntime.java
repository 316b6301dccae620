package io.foldwise.engine.network;

import io.foldwise.spi.training.Loss;
import java.util.Optional;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.LossLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A {@link HeadOutput} at work. The loss that comes with the gradient is kept for when the score is asked for. */
final class HeadOutputRuntime extends LossLayer {

    private static final long serialVersionUID = 1L;

    private transient Optional<Double> known = Optional.empty();
    private transient Optional<LogitLoss> instead = Optional.empty();

    HeadOutputRuntime(NeuralNetConfiguration configuration, DataType type) {
        super(configuration, type);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        INDArray logits = super.activate(training, workspaces);
        standard()
                .ifPresent(units -> logits.muliRowVector(row(units.deviations(), logits))
                        .addiRowVector(row(units.means(), logits)));
        return logits;
    }

    private Optional<Standard> standard() {
        return ((HeadOutput) layerConf()).standard();
    }

    private static INDArray row(double[] values, INDArray like) {
        return Nd4j.createFromArray(values).castTo(like.dataType());
    }

    /** Targets as the loss sees them. */
    private INDArray targets() {
        return standard()
                .map(units ->
                        labels.subRowVector(row(units.means(), labels)).diviRowVector(row(units.deviations(), labels)))
                .orElse(labels);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray none, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        Pair<Double, INDArray> evaluated =
                loss().computeGradientAndScore(targets(), input, layerConf().getActivationFn(), maskArray, false);
        known = Optional.of(evaluated.getFirst());
        INDArray delta = workspaces.leverageTo(ArrayType.ACTIVATION_GRAD, evaluated.getSecond());
        return Pair.of(new DefaultGradient(), delta);
    }

    @Override
    public double computeScore(double regularization, boolean training, LayerWorkspaceMgr workspaces) {
        double sum = known.orElseGet(
                () -> loss().computeScore(targets(), input, layerConf().getActivationFn(), maskArray, false));
        known = Optional.empty();
        score = sum / input.size(0) + regularization;
        return score;
    }

    @Override
    public INDArray computeScoreForExamples(double regularization, LayerWorkspaceMgr workspaces) {
        INDArray scores = loss().computeScoreArray(targets(), input, layerConf().getActivationFn(), maskArray);
        return workspaces.leverageTo(ArrayType.ACTIVATIONS, scores.addi(regularization));
    }

    private LogitLoss loss() {
        return instead.orElseGet(() -> (LogitLoss) layerConf().getLossFn());
    }

    /** @param other takes the place of the network's own loss; empty gives it back */
    void use(Optional<Loss> other) {
        known = Optional.empty();
        instead = other.map(LogitLoss::new);
    }

    @Override
    public void setInput(INDArray logits, LayerWorkspaceMgr workspaces) {
        known = Optional.empty();
        super.setInput(logits, workspaces);
    }

    @Override
    public void setLabels(INDArray targets) {
        known = Optional.empty();
        super.setLabels(targets);
    }
}
