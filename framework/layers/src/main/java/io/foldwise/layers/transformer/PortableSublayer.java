package io.foldwise.layers.transformer;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.LayerContext;
import io.foldwise.layers.portable.NormalizedRows;
import io.foldwise.layers.transformer.TransformerSettings.Norm;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A part with dropout on its output, residual connection and layer normalization, on its way through one pass. */
final class PortableSublayer {

    private final PortablePart part;
    private final Norm norm;
    private final LayerContext context;
    private final INDArray mask;
    private final String gain;
    private final String shift;
    private NormalizedRows normalized;

    PortableSublayer(PortablePart part, Norm norm, LayerContext context, INDArray mask, String gain, String shift) {
        this.part = part;
        this.norm = norm;
        this.context = context;
        this.mask = mask;
        this.gain = gain;
        this.shift = shift;
    }

    INDArray forward(INDArray rows) {
        return switch (norm) {
            case POST -> normalize(part.forward(rows).muli(mask).addi(rows));
            case PRE -> part.forward(normalize(rows)).muli(mask).addi(rows);
        };
    }

    private INDArray normalize(INDArray rows) {
        normalized = NormalizedRows.of(rows);
        return normalized.with(context.parameter(gain), context.parameter(shift));
    }

    INDArray backward(INDArray gradient, Gradients gradients) {
        return switch (norm) {
            case POST -> {
                INDArray sum = normalizeBackward(gradient, gradients);
                yield part.backward(sum.mul(mask), gradients).addi(sum);
            }
            case PRE -> {
                INDArray inner = part.backward(gradient.mul(mask), gradients);
                yield normalizeBackward(inner, gradients).addi(gradient);
            }
        };
    }

    private INDArray normalizeBackward(INDArray gradient, Gradients gradients) {
        gradients.parameter(gain).assign(normalized.gainGradient(gradient));
        gradients.parameter(shift).assign(normalized.shiftGradient(gradient));
        return normalized.backward(gradient, context.parameter(gain));
    }
}
