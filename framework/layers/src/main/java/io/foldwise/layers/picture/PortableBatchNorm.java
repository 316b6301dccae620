package io.foldwise.layers.picture;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.Pass;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The formula on rows {@code [batch * height * width, channels]}, by ND4J. */
final class PortableBatchNorm implements Kernel {

    private final double slope;

    PortableBatchNorm(double slope) {
        this.slope = slope;
    }

    @Override
    public void forward(Pass pass, INDArray output) {
        INDArray result = new Normalized(pass).beforeActivation(pass);
        output.assign(result.mul(slopes(result)).reshape('c', output.shape()));
    }

    @Override
    public void backward(Pass pass, Gradients gradients) {
        Normalized normalized = new Normalized(pass);
        INDArray gradient = rows(gradients.output()).mul(slopes(normalized.beforeActivation(pass)));
        INDArray product = gradient.mul(normalized.values);
        INDArray gradientMean = mean(gradient, pass.input().shape());
        INDArray productMean = mean(product, pass.input().shape());
        gradients.parameter(BatchNorm.SHIFT).assign(perChannel(gradientMean.mul(gradient.size(0))));
        gradients.parameter(BatchNorm.GAIN).assign(perChannel(productMean.mul(gradient.size(0))));
        INDArray inner = gradient;
        if (pass.training()) {
            inner = gradient.sub(gradientMean).subi(normalized.values.mul(productMean));
        }
        INDArray input = inner.mul(row(pass.parameter(BatchNorm.GAIN))).muli(normalized.scale);
        gradients.input().assign(input.reshape('c', gradients.input().shape()));
        writeStep(pass, gradients, BatchNorm.MEAN, normalized.mean);
        writeStep(pass, gradients, BatchNorm.VARIANCE, normalized.variance);
    }

    private static void writeStep(Pass pass, Gradients gradients, String name, INDArray measured) {
        INDArray step = row(pass.parameter(name)).sub(measured).muli(BatchNorm.MOMENTUM);
        gradients.parameter(name).assign(perChannel(step));
    }

    /** One where positive, the slope elsewhere. */
    private INDArray slopes(INDArray values) {
        return values.gt(0).castTo(values.dataType()).muli(1 - slope).addi(slope);
    }

    private static INDArray rows(INDArray pictures) {
        long channels = pictures.size(3);
        return pictures.reshape('c', pictures.length() / channels, channels);
    }

    private static INDArray row(INDArray perChannel) {
        return perChannel.reshape(1, perChannel.length());
    }

    private static INDArray perChannel(INDArray row) {
        return row.reshape(row.length());
    }

    /** The mean of rows as a row, axis by axis: in one go, single precision would leave four digits of it. */
    private static INDArray mean(INDArray rows, long... pictures) {
        return rows.reshape('c', pictures).mean(2).mean(1).mean(true, 0);
    }

    /** The input with mean 0 and variance 1, or what comes near it with the running averages. */
    private static final class Normalized {

        private final INDArray mean;
        private final INDArray variance;
        private final INDArray scale;
        private final INDArray values;

        Normalized(Pass pass) {
            INDArray rows = rows(pass.input());
            long[] shape = pass.input().shape();
            mean = pass.training() ? mean(rows, shape) : row(pass.parameter(BatchNorm.MEAN));
            INDArray centred = rows.sub(mean);
            variance = pass.training() ? mean(centred.mul(centred), shape) : row(pass.parameter(BatchNorm.VARIANCE));
            scale = Transforms.sqrt(variance.add(BatchNorm.EPSILON), false).rdivi(1);
            values = centred.mul(scale);
        }

        INDArray beforeActivation(Pass pass) {
            return values.mul(row(pass.parameter(BatchNorm.GAIN))).addi(row(pass.parameter(BatchNorm.SHIFT)));
        }
    }
}
