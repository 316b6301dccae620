package io.foldwise.layers.image;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The formula on rows {@code [batch * height * width, channels]}, by ND4J. */
final class PortableBatchNorm implements Kernel {

    private final BatchNorm.Options options;

    PortableBatchNorm(BatchNorm.Options options) {
        this.options = options;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        INDArray result = new Normalized(context, options).beforeActivation(context);
        output.assign(result.mul(slopes(result)).reshape('c', output.shape()));
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        Normalized normalized = new Normalized(context, options);
        INDArray gradient = rows(gradients.output()).mul(slopes(normalized.beforeActivation(context)));
        INDArray product = gradient.mul(normalized.values);
        INDArray gradientMean = mean(gradient, context.input().shape());
        INDArray productMean = mean(product, context.input().shape());
        gradients.parameter(BatchNorm.SHIFT).assign(perChannel(gradientMean.mul(gradient.size(0))));
        gradients.parameter(BatchNorm.GAIN).assign(perChannel(productMean.mul(gradient.size(0))));
        INDArray inner = gradient;
        if (context.training() && !options.frozen()) {
            inner = gradient.sub(gradientMean).subi(normalized.values.mul(productMean));
        }
        INDArray input = inner.mul(row(context.parameter(BatchNorm.GAIN))).muli(normalized.scale);
        gradients.input().assign(input.reshape('c', gradients.input().shape()));
        if (options.frozen()) {
            gradients.parameters().values().forEach(parameter -> parameter.assign(0));
            return;
        }
        double correction = context.training() ? options.correction(gradient.size(0)) : 1;
        writeStep(context, gradients, BatchNorm.MEAN, normalized.mean);
        writeStep(context, gradients, BatchNorm.VARIANCE, normalized.variance.mul(correction));
    }

    private void writeStep(LayerContext context, Gradients gradients, String name, INDArray measured) {
        INDArray step = row(context.parameter(name)).sub(measured).muli(options.momentum());
        gradients.parameter(name).assign(perChannel(step));
    }

    /** One where positive, the slope elsewhere. */
    private INDArray slopes(INDArray values) {
        return values.gt(0).castTo(values.dataType()).muli(1 - options.slope()).addi(options.slope());
    }

    private static INDArray rows(INDArray images) {
        long channels = images.size(3);
        return images.reshape('c', images.length() / channels, channels);
    }

    private static INDArray row(INDArray perChannel) {
        return perChannel.reshape(1, perChannel.length());
    }

    private static INDArray perChannel(INDArray row) {
        return row.reshape(row.length());
    }

    /** The mean of rows as a row, axis by axis: in one go, single precision would leave four digits of it. */
    private static INDArray mean(INDArray rows, long... images) {
        return rows.reshape('c', images).mean(2).mean(1).mean(true, 0);
    }

    /** The input with mean 0 and variance 1, or what comes near it with the running averages. */
    private static final class Normalized {

        private final INDArray mean;
        private final INDArray variance;
        private final INDArray scale;
        private final INDArray values;

        Normalized(LayerContext context, BatchNorm.Options options) {
            boolean measures = context.training() && !options.frozen();
            INDArray rows = rows(context.input());
            long[] shape = context.input().shape();
            mean = measures ? mean(rows, shape) : row(context.parameter(BatchNorm.MEAN));
            INDArray centred = rows.sub(mean);
            variance = measures ? mean(centred.mul(centred), shape) : row(context.parameter(BatchNorm.VARIANCE));
            scale = Transforms.sqrt(variance.add(options.epsilon()), false).rdivi(1);
            values = centred.mul(scale);
        }

        INDArray beforeActivation(LayerContext context) {
            return values.mul(row(context.parameter(BatchNorm.GAIN))).addi(row(context.parameter(BatchNorm.SHIFT)));
        }
    }
}
