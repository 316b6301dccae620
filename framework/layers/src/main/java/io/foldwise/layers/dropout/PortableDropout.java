package io.foldwise.layers.dropout;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import io.foldwise.layers.kernel.SequenceLengths;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Makes the same mask as the CPU's kernel, both ways, and multiplies by ND4J. */
final class PortableDropout implements Kernel {

    private final DropoutMask mask;

    PortableDropout(DropoutMask mask) {
        this.mask = mask;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        output.assign(context.input().mul(factors(context)));
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        gradients.input().assign(gradients.output().mul(factors(context)));
    }

    /** Like the input, with zeros for padding. */
    private INDArray factors(LayerContext context) {
        INDArray input = context.input();
        SequenceLengths lengths = context.lengths();
        int channels = (int) input.size(input.rank() - 1);
        float[] packed = new float[lengths.total() * channels];
        if (context.training()) {
            mask.fill(context.key(), lengths, packed);
        } else {
            Arrays.fill(packed, 1);
        }
        float[] padded = new float[lengths.batch() * lengths.time() * channels];
        int from = 0;
        for (int sample = 0; sample < lengths.batch(); sample++) {
            int size = lengths.of(sample) * channels;
            System.arraycopy(packed, from, padded, sample * lengths.time() * channels, size);
            from += size;
        }
        return Nd4j.createFromArray(padded).castTo(input.dataType()).reshape(input.shape());
    }
}
