package io.foldwise.layers.cpu;

import java.util.Locale;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.openblas.global.openblas;

/**
 * Who multiplies matrices for layers on the CPU. The environment variable {@value #VARIABLE} says so, which the launcher sets to
 * what is faster on the processor: oneDNN compiles its kernels while it runs, and on Intel's processors with AVX-512 those are
 * a sixth faster than OpenBLAS's. Both round alike from run to run, and unlike each other.
 */
enum ProductLibrary {
    OPENBLAS {
        @Override
        void multiply(float alpha, Matrix a, Matrix b, float beta, Matrix c) {
            openblas.cblas_sgemm(
                    openblas.CblasRowMajor,
                    a.transposed() ? openblas.CblasTrans : openblas.CblasNoTrans,
                    b.transposed() ? openblas.CblasTrans : openblas.CblasNoTrans,
                    c.rows(),
                    c.columns(),
                    a.width(),
                    alpha,
                    a.memory().at(a.start()),
                    a.stride(),
                    b.memory().at(b.start()),
                    b.stride(),
                    beta,
                    c.memory().at(c.start()),
                    c.stride());
        }
    },

    ONEDNN {
        @Override
        void multiply(float alpha, Matrix a, Matrix b, float beta, Matrix c) {
            int status = dnnl.dnnl_sgemm(
                    order(a),
                    order(b),
                    (long) c.rows(),
                    (long) c.columns(),
                    (long) a.width(),
                    alpha,
                    a.memory().at(a.start()),
                    (long) a.stride(),
                    b.memory().at(b.start()),
                    (long) b.stride(),
                    beta,
                    c.memory().at(c.start()),
                    (long) c.stride());
            if (status != dnnl.dnnl_success) {
                throw new IllegalStateException("oneDNN could not multiply matrices (status " + status + ")");
            }
        }

        private byte order(Matrix matrix) {
            return (byte) (matrix.transposed() ? 'T' : 'N');
        }
    };

    static final String VARIABLE = "FOLDWISE_PRODUCTS";

    /** {@code c = alpha a b + beta c}; shapes have been checked, and {@code c} is neither empty nor transposed. */
    abstract void multiply(float alpha, Matrix a, Matrix b, float beta, Matrix c);

    /**
     * The one that is asked for, OpenBLAS if none is.
     *
     * @throws IllegalStateException if there is no such library
     */
    static ProductLibrary ofThisProcess() {
        String asked = System.getenv().getOrDefault(VARIABLE, "");
        if (asked.isEmpty()) {
            return OPENBLAS;
        }
        try {
            return valueOf(asked.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(VARIABLE + " is neither openblas nor onednn", e);
        }
    }
}
