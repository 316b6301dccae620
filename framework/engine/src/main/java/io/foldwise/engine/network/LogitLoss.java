package io.foldwise.engine.network;

import io.foldwise.spi.training.Loss;
import java.util.Arrays;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * Lets Deeplearning4j train with a {@link Loss}. The output layer's activation is the identity: what comes in are logits.
 *
 * <p>Deeplearning4j writes an output layer's loss into the network's file. Ours is not part of it: a network read back
 * from its file predicts, and cannot be trained on without a loss.
 */
public final class LogitLoss implements ILossFunction {

    private final transient Loss loss;
    private final transient int labels;

    /** For Deeplearning4j, which reads networks from their files. */
    public LogitLoss() {
        this(LogitLoss::untrainable, 0);
    }

    LogitLoss(Loss loss, int labels) {
        this.loss = loss;
        this.labels = labels;
    }

    private static double untrainable(double[] logits, double[] targets, int rows, int labels, double[] gradient) {
        throw new IllegalStateException("a network read from its file has no loss: it predicts, and cannot be trained");
    }

    @Override
    public double computeScore(
            INDArray targets, INDArray logits, IActivation identity, INDArray mask, boolean average) {
        double mean = evaluate(targets, logits, new double[Math.toIntExact(logits.length())]);
        return scaled(mean, logits, average);
    }

    @Override
    public INDArray computeScoreArray(INDArray targets, INDArray logits, IActivation identity, INDArray mask) {
        double[] allTargets = values(targets);
        double[] allLogits = values(logits);
        double[] scores = new double[Math.toIntExact(logits.size(0))];
        for (int row = 0; row < scores.length; row++) {
            double[] rowTargets = Arrays.copyOfRange(allTargets, row * labels, (row + 1) * labels);
            double[] rowLogits = Arrays.copyOfRange(allLogits, row * labels, (row + 1) * labels);
            scores[row] = loss.evaluate(rowLogits, rowTargets, 1, labels, new double[labels]);
        }
        return Nd4j.createFromArray(scores).castTo(logits.dataType()).reshape(scores.length, 1);
    }

    @Override
    public INDArray computeGradient(INDArray targets, INDArray logits, IActivation identity, INDArray mask) {
        return computeGradientAndScore(targets, logits, identity, mask, false).getSecond();
    }

    @Override
    public Pair<Double, INDArray> computeGradientAndScore(
            INDArray targets, INDArray logits, IActivation identity, INDArray mask, boolean average) {
        double[] gradient = new double[Math.toIntExact(logits.length())];
        double score = evaluate(targets, logits, gradient);
        INDArray gradients = Nd4j.createUninitialized(logits.dataType(), logits.shape(), 'c');
        gradients.assign(Nd4j.createFromArray(gradient).reshape('c', logits.shape()));
        return Pair.of(scaled(score, logits, average), gradients);
    }

    /** Deeplearning4j's output layers ask for a sum over samples, and divide it by the number of samples themselves. */
    private static double scaled(double mean, INDArray logits, boolean average) {
        return average ? mean : mean * logits.size(0);
    }

    private double evaluate(INDArray targets, INDArray logits, double[] gradient) {
        int rows = Math.toIntExact(logits.size(0));
        return loss.evaluate(values(logits), values(targets), rows, labels, gradient);
    }

    private static double[] values(INDArray array) {
        boolean rowMajor = array.rank() == 2 && array.ordering() == 'c' && !array.isView();
        INDArray whole = rowMajor ? array : array.dup('c');
        return whole.data().asDouble();
    }

    @Override
    public String name() {
        return "LogitLoss";
    }
}
