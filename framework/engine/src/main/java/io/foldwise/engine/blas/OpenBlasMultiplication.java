package io.foldwise.engine.blas;

import io.foldwise.engine.blas.ProductCheck.Multiplication;
import io.foldwise.engine.blas.ProductCheck.Operand;
import io.foldwise.engine.blas.ProductCheck.Product;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/** Products by OpenBLAS, those with one column by its kernels for vectors. */
final class OpenBlasMultiplication implements Multiplication {

    @Override
    public void multiply(Product product, Operand left, Operand right, Operand result) {
        boolean vector = product.columns() == 1 && !product.rightTransposed();
        if (product.doublePrecision()) {
            inDouble(product, left, right, result);
        } else if (vector) {
            ofVector(product, left, right, result);
        } else {
            inFloat(product, left, right, result);
        }
    }

    private static void inFloat(Product product, Operand left, Operand right, Operand result) {
        try (FloatPointer a = floats(left);
                FloatPointer b = floats(right);
                FloatPointer c = floats(result)) {
            openblas_nolapack.cblas_sgemm(
                    openblas_nolapack.CblasRowMajor,
                    transposition(product.leftTransposed()),
                    transposition(product.rightTransposed()),
                    product.rows(),
                    product.columns(),
                    product.inner(),
                    (float) product.alpha(),
                    a,
                    left.stride(),
                    b,
                    right.stride(),
                    (float) product.beta(),
                    c,
                    result.stride());
            read(c, result);
        }
    }

    private static void ofVector(Product product, Operand left, Operand right, Operand result) {
        try (FloatPointer a = floats(left);
                FloatPointer x = floats(right);
                FloatPointer y = floats(result)) {
            openblas_nolapack.cblas_sgemv(
                    openblas_nolapack.CblasRowMajor,
                    transposition(product.leftTransposed()),
                    left.height(),
                    left.width(),
                    (float) product.alpha(),
                    a,
                    left.stride(),
                    x,
                    right.stride(),
                    (float) product.beta(),
                    y,
                    result.stride());
            read(y, result);
        }
    }

    private static void inDouble(Product product, Operand left, Operand right, Operand result) {
        try (DoublePointer a = new DoublePointer(left.memory());
                DoublePointer b = new DoublePointer(right.memory());
                DoublePointer c = new DoublePointer(result.memory())) {
            openblas_nolapack.cblas_dgemm(
                    openblas_nolapack.CblasRowMajor,
                    transposition(product.leftTransposed()),
                    transposition(product.rightTransposed()),
                    product.rows(),
                    product.columns(),
                    product.inner(),
                    product.alpha(),
                    a,
                    left.stride(),
                    b,
                    right.stride(),
                    product.beta(),
                    c,
                    result.stride());
            c.get(result.memory());
        }
    }

    private static int transposition(boolean transposed) {
        return transposed ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans;
    }

    private static FloatPointer floats(Operand operand) {
        float[] values = new float[operand.memory().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) operand.memory()[i];
        }
        return new FloatPointer(values);
    }

    private static void read(FloatPointer computed, Operand result) {
        float[] values = new float[result.memory().length];
        computed.get(values);
        for (int i = 0; i < values.length; i++) {
            result.memory()[i] = values[i];
        }
    }
}
