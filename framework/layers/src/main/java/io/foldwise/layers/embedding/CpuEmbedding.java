package io.foldwise.layers.embedding;

import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.HeapScratch;
import io.foldwise.layers.cpu.Loops;
import io.foldwise.layers.cpu.MemoryScratch;
import io.foldwise.layers.cpu.PackedRows;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies rows forward and adds rows backward. */
final class CpuEmbedding implements Kernel {

    private final int vocabulary;
    private final int width;
    private final WordDropout words;
    private final HeapScratch values = new HeapScratch();
    private final HeapScratch outputGradient = new HeapScratch();
    private final HeapScratch tableScratch = new HeapScratch();
    private final MemoryScratch scaledTable = new MemoryScratch();
    private int[] ids;

    CpuEmbedding(int vocabulary, int width, WordDropout words) {
        this.words = words;
        this.vocabulary = vocabulary;
        this.width = width;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        int size = context.batch() * context.time();
        float[] numbers = values.atLeast(size);
        FloatMemory.of(context.input()).read(0, numbers, 0, size);
        ids = TokenIds.of(numbers, context.lengths(), vocabulary);
        FloatMemory table = table(context);
        FloatMemory rows = FloatMemory.of(output);
        for (int sample = 0; sample < context.batch(); sample++) {
            int first = sample * context.time();
            for (int place = first; place < first + context.lengths().of(sample); place++) {
                rows.copy(place * width, table, ids[place] * width, width);
            }
        }
        new PackedRows(context.lengths()).zeroPadding(width, rows);
    }

    /** The table, or a copy of it with the hidden words zero. */
    private FloatMemory table(LayerContext context) {
        FloatMemory table = FloatMemory.of(context.parameter(Embedding.TABLE));
        if (!words.active(context)) {
            return table;
        }
        int size = vocabulary * width;
        float[] heap = tableScratch.atLeast(size);
        table.read(0, heap, 0, size);
        scaleRows(heap, context);
        FloatMemory scaled = scaledTable.atLeast(size);
        scaled.write(0, heap, 0, size);
        return scaled;
    }

    private void scaleRows(float[] table, LayerContext context) {
        float[] factors = words.factors(context);
        for (int word = 0; word < vocabulary; word++) {
            Loops.scale(factors[word], table, word * width, width);
        }
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        PackedRows rows = new PackedRows(context.lengths());
        float[] incoming = outputGradient.atLeast(rows.rows() * width);
        rows.read(FloatMemory.of(gradients.output()), width, incoming);
        float[] table = tableScratch.atLeast(vocabulary * width);
        Arrays.fill(table, 0, vocabulary * width, 0);
        for (int sample = 0; sample < context.batch(); sample++) {
            for (int step = 0; step < rows.length(sample); step++) {
                int id = ids[sample * context.time() + step];
                Loops.add(incoming, (rows.start(sample) + step) * width, table, id * width, width);
            }
        }
        if (words.active(context)) {
            scaleRows(table, context);
        }
        FloatMemory.of(gradients.parameter(Embedding.TABLE)).write(0, table, 0, vocabulary * width);
        gradients.input().assign(0);
    }
}
