package io.foldwise.layers.image;

import io.foldwise.layers.cpu.AlignedLoops;
import io.foldwise.layers.cpu.FloatMath;
import io.foldwise.layers.cpu.FloatMemory;
import io.foldwise.layers.cpu.Gemm;
import io.foldwise.layers.cpu.HeapScratch;
import io.foldwise.layers.cpu.Loops;
import io.foldwise.layers.cpu.Matrix;
import io.foldwise.layers.cpu.MemoryScratch;
import io.foldwise.layers.kernel.Gradients;
import io.foldwise.layers.kernel.Kernel;
import io.foldwise.layers.kernel.LayerContext;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Works on one row of an image, {@code [width, channels]}, at a time. What belongs to rows and columns lies in one matrix
 * {@code [channels]} wide: first one line for every row of all images, then one for every column.
 */
final class CpuCoordinateAttention implements Kernel {

    private final int channels;
    private final int squeezed;
    private final HeapScratch means = new HeapScratch();
    private final HeapScratch factors = new HeapScratch();
    private final HeapScratch slopes = new HeapScratch();
    private final HeapScratch row = new HeapScratch();
    private final HeapScratch otherRow = new HeapScratch();
    private final HeapScratch columnRun = new HeapScratch();
    private final HeapScratch columnSum = new HeapScratch();
    private final HeapScratch rowRun = new HeapScratch();
    private final HeapScratch hidden = new HeapScratch();
    private final MemoryScratch meanMemory = new MemoryScratch();
    private final MemoryScratch hiddenMemory = new MemoryScratch();
    private final MemoryScratch factorMemory = new MemoryScratch();

    CpuCoordinateAttention(int channels, int squeezed) {
        this.channels = channels;
        this.squeezed = squeezed;
    }

    @Override
    public void forward(LayerContext context, INDArray output) {
        Sides sides = Sides.of(context.input());
        reserve(sides);
        FloatMemory from = FloatMemory.of(context.input());
        average(sides, from);
        computeFactors(sides, context);
        multiply(sides, from, FloatMemory.of(output));
    }

    private void reserve(Sides sides) {
        means.atLeast(sides.lines() * channels);
        factors.atLeast(sides.lines() * channels);
        hidden.atLeast(sides.lines() * squeezed);
        meanMemory.atLeast(sides.lines() * channels);
        hiddenMemory.atLeast(sides.lines() * squeezed);
        factorMemory.atLeast(sides.lines() * channels);
        for (HeapScratch run : new HeapScratch[] {row, otherRow, columnRun, columnSum, rowRun}) {
            run.atLeast(sides.width() * channels);
        }
    }

    private void average(Sides sides, FloatMemory from) {
        float[] sums = means.array();
        Arrays.fill(sums, 0, sides.lines() * channels, 0);
        int run = sides.width() * channels;
        for (int image = 0; image < sides.batch(); image++) {
            float[] columns = columnSum.array();
            Arrays.fill(columns, 0, run, 0);
            for (int h = 0; h < sides.height(); h++) {
                from.read(sides.row(image, h) * run, row.array(), 0, run);
                AlignedLoops.add(row.array(), columns, run);
                sumUp(row.array(), sums, sides.row(image, h), sides.width());
            }
            System.arraycopy(columns, 0, sums, sides.column(image, 0) * channels, run);
        }
        int rowPart = sides.rows() * channels;
        Loops.scale(1f / sides.width(), sums, 0, rowPart);
        Loops.scale(1f / sides.height(), sums, rowPart, sides.lines() * channels - rowPart);
    }

    /** Adds all elements of a row to one line. */
    private void sumUp(float[] elements, float[] lines, int line, int width) {
        for (int w = 0; w < width; w++) {
            Loops.add(elements, w * channels, lines, line * channels, channels);
        }
    }

    private void computeFactors(Sides sides, LayerContext context) {
        int lines = sides.lines();
        meanMemory.memory().write(0, means.array(), 0, lines * channels);
        Matrix average = Matrix.of(meanMemory.memory(), lines, channels);
        Matrix inner = Matrix.of(hiddenMemory.memory(), lines, squeezed);
        Gemm.multiply(average, squeeze(context.parameter(CoordinateAttention.SQUEEZE)), inner);
        hiddenMemory.memory().read(0, hidden.array(), 0, lines * squeezed);
        FloatMath.relu(hidden.array(), 0, lines * squeezed);
        hiddenMemory.memory().write(0, hidden.array(), 0, lines * squeezed);
        Matrix result = Matrix.of(factorMemory.memory(), lines, channels);
        Gemm.multiply(sides.rows(inner), excite(context.parameter(CoordinateAttention.ROW)), sides.rows(result));
        Gemm.multiply(
                sides.columns(inner), excite(context.parameter(CoordinateAttention.COLUMN)), sides.columns(result));
        factorMemory.memory().read(0, factors.array(), 0, lines * channels);
        FloatMath.sigmoid(factors.array(), 0, lines * channels);
    }

    private void multiply(Sides sides, FloatMemory from, FloatMemory to) {
        int run = sides.width() * channels;
        for (int image = 0; image < sides.batch(); image++) {
            takeColumns(sides, factors.array(), image, columnRun.array());
            for (int h = 0; h < sides.height(); h++) {
                int line = sides.row(image, h);
                spread(factors.array(), line, sides.width(), rowRun.array());
                from.read(line * run, row.array(), 0, run);
                AlignedLoops.multiply(rowRun.array(), row.array(), run);
                AlignedLoops.multiply(columnRun.array(), row.array(), run);
                to.write(line * run, row.array(), 0, run);
            }
        }
    }

    private void takeColumns(Sides sides, float[] lines, int image, float[] to) {
        System.arraycopy(lines, sides.column(image, 0) * channels, to, 0, sides.width() * channels);
    }

    /** Repeats one line for all elements of a row. */
    private void spread(float[] lines, int line, int width, float[] to) {
        for (int w = 0; w < width; w++) {
            System.arraycopy(lines, line * channels, to, w * channels, channels);
        }
    }

    @Override
    public void backward(LayerContext context, Gradients gradients) {
        Sides sides = Sides.of(context.input());
        float[] logits = slopes.atLeast(sides.lines() * channels);
        FloatMemory incoming = FloatMemory.of(gradients.output());
        factorGradients(sides, FloatMemory.of(context.input()), incoming, logits);
        sigmoidBackward(factors.array(), logits, sides.lines() * channels);
        meanGradients(sides, context, gradients, logits);
        inputGradient(sides, incoming, logits, FloatMemory.of(gradients.input()));
    }

    /** Leaves in {@code sums} the gradients of the factors. */
    private void factorGradients(Sides sides, FloatMemory from, FloatMemory incoming, float[] sums) {
        Arrays.fill(sums, 0, sides.rows() * channels, 0);
        int run = sides.width() * channels;
        float[] product = row.array();
        for (int image = 0; image < sides.batch(); image++) {
            takeColumns(sides, factors.array(), image, columnRun.array());
            float[] columns = columnSum.array();
            Arrays.fill(columns, 0, run, 0);
            for (int h = 0; h < sides.height(); h++) {
                int line = sides.row(image, h);
                from.read(line * run, product, 0, run);
                incoming.read(line * run, otherRow.array(), 0, run);
                AlignedLoops.multiply(otherRow.array(), product, run);
                spread(factors.array(), line, sides.width(), rowRun.array());
                AlignedLoops.addProduct(product, rowRun.array(), columns, run);
                AlignedLoops.multiply(columnRun.array(), product, run);
                sumUp(product, sums, line, sides.width());
            }
            System.arraycopy(columns, 0, sums, sides.column(image, 0) * channels, run);
        }
    }

    private static void sigmoidBackward(float[] results, float[] gradient, int count) {
        for (int i = 0; i < count; i++) {
            gradient[i] *= results[i] * (1 - results[i]);
        }
    }

    /** Gradients of the parameters; turns the logits' gradients into those of the sums behind the means. */
    private void meanGradients(Sides sides, LayerContext context, Gradients gradients, float[] lines) {
        int count = sides.lines();
        factorMemory.memory().write(0, lines, 0, count * channels);
        Matrix logits = Matrix.of(factorMemory.memory(), count, channels);
        Matrix inner = Matrix.of(hiddenMemory.memory(), count, squeezed);
        Gemm.multiply(
                sides.rows(inner).transpose(),
                sides.rows(logits),
                excite(gradients.parameter(CoordinateAttention.ROW)));
        Gemm.multiply(
                sides.columns(inner).transpose(),
                sides.columns(logits),
                excite(gradients.parameter(CoordinateAttention.COLUMN)));
        Gemm.multiply(
                sides.rows(logits),
                excite(context.parameter(CoordinateAttention.ROW)).transpose(),
                sides.rows(inner));
        Gemm.multiply(
                sides.columns(logits),
                excite(context.parameter(CoordinateAttention.COLUMN)).transpose(),
                sides.columns(inner));
        float[] innerGradient = slopesOfHidden(count);
        hiddenMemory.memory().write(0, innerGradient, 0, count * squeezed);
        Matrix average = Matrix.of(meanMemory.memory(), count, channels);
        Gemm.multiply(average.transpose(), inner, squeeze(gradients.parameter(CoordinateAttention.SQUEEZE)));
        Gemm.multiply(
                inner, squeeze(context.parameter(CoordinateAttention.SQUEEZE)).transpose(), logits);
        factorMemory.memory().read(0, lines, 0, count * channels);
        int rowPart = sides.rows() * channels;
        Loops.scale(1f / sides.width(), lines, 0, rowPart);
        Loops.scale(1f / sides.height(), lines, rowPart, count * channels - rowPart);
    }

    private float[] slopesOfHidden(int lines) {
        float[] gradient = means.array();
        hiddenMemory.memory().read(0, gradient, 0, lines * squeezed);
        AlignedLoops.gate(hidden.array(), gradient, lines * squeezed);
        return gradient;
    }

    private void inputGradient(Sides sides, FloatMemory incoming, float[] lines, FloatMemory to) {
        int run = sides.width() * channels;
        float[] gradient = row.array();
        for (int image = 0; image < sides.batch(); image++) {
            takeColumns(sides, factors.array(), image, columnRun.array());
            takeColumns(sides, lines, image, columnSum.array());
            for (int h = 0; h < sides.height(); h++) {
                int line = sides.row(image, h);
                incoming.read(line * run, gradient, 0, run);
                spread(factors.array(), line, sides.width(), rowRun.array());
                AlignedLoops.multiply(rowRun.array(), gradient, run);
                AlignedLoops.multiply(columnRun.array(), gradient, run);
                AlignedLoops.add(columnSum.array(), gradient, run);
                spread(lines, line, sides.width(), rowRun.array());
                AlignedLoops.add(rowRun.array(), gradient, run);
                to.write(line * run, gradient, 0, run);
            }
        }
    }

    private Matrix squeeze(INDArray weights) {
        return Matrix.of(FloatMemory.of(weights), channels, squeezed);
    }

    private Matrix excite(INDArray weights) {
        return Matrix.of(FloatMemory.of(weights), squeezed, channels);
    }

    /** Where the lines of rows and columns lie. */
    private record Sides(int batch, int height, int width) {

        static Sides of(INDArray images) {
            return new Sides((int) images.size(0), (int) images.size(1), (int) images.size(2));
        }

        int rows() {
            return batch * height;
        }

        int lines() {
            return batch * (height + width);
        }

        int row(int image, int h) {
            return image * height + h;
        }

        int column(int image, int w) {
            return rows() + image * width + w;
        }

        Matrix rows(Matrix lines) {
            return lines.rows(0, rows());
        }

        Matrix columns(Matrix lines) {
            return lines.rows(rows(), batch * width);
        }
    }
}
