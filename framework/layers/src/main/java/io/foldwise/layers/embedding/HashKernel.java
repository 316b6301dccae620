package io.foldwise.layers.embedding;

import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Hashes ids on the heap, whatever the backend: numbers that mean nothing as numbers have no gradient. */
final class HashKernel implements Kernel {

    private static final long BEGIN = -1;

    private final int length;
    private final int buckets;

    HashKernel(int length, int buckets) {
        this.length = length;
        this.buckets = buckets;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        int time = context.time();
        float[] ids = context.input()
                .castTo(DataType.FLOAT)
                .reshape((long) context.batch() * time)
                .toFloatVector();
        float[] hashed = new float[ids.length];
        for (int sample = 0; sample < context.batch(); sample++) {
            for (int step = 0; step < context.lengths().of(sample); step++) {
                hashed[sample * time + step] = bucket(ids, sample * time, step);
            }
        }
        output.assign(Nd4j.createFromArray(hashed).castTo(output.dataType()).reshape(output.shape()));
    }

    private int bucket(float[] ids, int first, int last) {
        long hash = length;
        for (int step = last - length + 1; step <= last; step++) {
            long id = step < 0 ? BEGIN : (long) ids[first + step];
            hash = (hash ^ id) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return (int) Math.floorMod(hash, (long) buckets);
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        gradients.input().assign(0);
    }
}
