package io.foldwise.engine.network;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.training.Loss;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * Lets Deeplearning4j train with a {@link Loss}. The output layer's activation is the identity: what comes in are logits, of any
 * shape that begins with the batch. Samples that a mask leaves out have no part in the loss.
 *
 * <p>Deeplearning4j writes an output layer's loss into the network's file. Ours is not part of it: a network read back
 * from its file predicts, and cannot be trained on without a loss.
 */
public final class LogitLoss implements ILossFunction {

    private final transient Loss loss;

    /** For Deeplearning4j, which reads networks from their files. */
    public LogitLoss() {
        this(LogitLoss::untrainable);
    }

    LogitLoss(Loss loss) {
        this.loss = loss;
    }

    private static double untrainable(double[] logits, double[] targets, int rows, int cells, double[] gradient) {
        throw new IllegalStateException("a network read from its file has no loss: it predicts, and cannot be trained");
    }

    @Override
    public double computeScore(
            INDArray targets, INDArray logits, IActivation identity, INDArray mask, boolean average) {
        return computeGradientAndScore(targets, logits, identity, mask, average).getFirst();
    }

    /** The loss of each sample alone, {@code [batch, 1]}; 0 where it is masked. */
    @Override
    public INDArray computeScoreArray(INDArray targets, INDArray logits, IActivation identity, INDArray mask) {
        Rows rows = Rows.of(targets, logits, mask, loss.takesOtherShapes());
        double[] scores = new double[Math.toIntExact(logits.size(0))];
        for (int row : rows.kept()) {
            scores[row] = loss.evaluate(
                    rows.of(rows.logits(), row),
                    rows.of(rows.targets(), row),
                    1,
                    rows.cells(),
                    new double[rows.cells()]);
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
        Rows rows = Rows.of(targets, logits, mask, loss.takesOtherShapes());
        double[] gradient = new double[rows.logits().length];
        double mean = rows.whole()
                ? loss.evaluate(rows.logits(), rows.targets(), rows.kept().length, rows.cells(), gradient)
                : ofKept(rows, gradient);
        INDArray gradients = Nd4j.createUninitialized(logits.dataType(), logits.shape(), 'c');
        gradients.assign(Nd4j.createFromArray(gradient).reshape('c', logits.shape()));
        return Pair.of(average ? mean : mean * logits.size(0), gradients);
    }

    private double ofKept(Rows rows, double[] gradient) {
        int[] kept = rows.kept();
        if (kept.length == 0) {
            return 0;
        }
        double[] own = new double[kept.length * rows.cells()];
        double mean =
                loss.evaluate(rows.gather(rows.logits()), rows.gather(rows.targets()), kept.length, rows.cells(), own);
        for (int i = 0; i < kept.length; i++) {
            System.arraycopy(own, i * rows.cells(), gradient, kept[i] * rows.cells(), rows.cells());
        }
        return mean;
    }

    /**
     * A batch as {@code [rows, cells]}.
     *
     * @param kept the rows that have a target
     */
    private record Rows(double[] targets, double[] logits, int cells, int[] kept) {

        /**
         * @param mask 0 for samples without a target; null if all have one. A mask of time steps is not for here.
         * @param other whether targets may be of another shape than logits
         */
        static Rows of(INDArray targets, INDArray logits, INDArray mask, boolean other) {
            if (!other && !Arrays.equals(targets.shape(), logits.shape())) {
                throw new IncompatibleException("the model gives logits of the shape " + Arrays.toString(logits.shape())
                        + " for a batch whose targets are " + Arrays.toString(targets.shape()));
            }
            int rows = Math.toIntExact(logits.size(0));
            int[] kept = mask == null || mask.length() != rows
                    ? IntStream.range(0, rows).toArray()
                    : IntStream.range(0, rows)
                            .filter(row -> mask.getDouble(row) != 0)
                            .toArray();
            return new Rows(values(targets), values(logits), Math.toIntExact(logits.length() / rows), kept);
        }

        private int samples() {
            return logits.length / cells;
        }

        boolean whole() {
            return kept.length * cells == logits.length;
        }

        /** Logits or targets of a row, which are not as many where a head's targets have a shape of their own. */
        double[] of(double[] all, int row) {
            int own = all.length / samples();
            return Arrays.copyOfRange(all, row * own, (row + 1) * own);
        }

        double[] gather(double[] all) {
            int own = all.length / samples();
            double[] some = new double[kept.length * own];
            for (int i = 0; i < kept.length; i++) {
                System.arraycopy(all, kept[i] * own, some, i * own, own);
            }
            return some;
        }

        private static double[] values(INDArray array) {
            boolean rowMajor = array.ordering() == 'c' && !array.isView();
            INDArray whole = rowMajor ? array : array.dup('c');
            return whole.data().asDouble();
        }
    }

    @Override
    public String name() {
        return "LogitLoss";
    }
}
