package io.foldwise.layers.onednn;

import org.bytedeco.dnnl.global.dnnl;

/** What is computed of a convolution, from what: oneDNN's names for the three arrays. */
enum Direction {
    OUTPUT(
            new Names(dnnl.dnnl_query_src_md, dnnl.DNNL_ARG_SRC),
            new Names(dnnl.dnnl_query_weights_md, dnnl.DNNL_ARG_WEIGHTS),
            new Names(dnnl.dnnl_query_dst_md, dnnl.DNNL_ARG_DST),
            dnnl.DNNL_ARG_BIAS),
    INPUT_GRADIENT(
            new Names(dnnl.dnnl_query_diff_src_md, dnnl.DNNL_ARG_DIFF_SRC),
            new Names(dnnl.dnnl_query_weights_md, dnnl.DNNL_ARG_WEIGHTS),
            new Names(dnnl.dnnl_query_diff_dst_md, dnnl.DNNL_ARG_DIFF_DST),
            dnnl.DNNL_ARG_BIAS),
    WEIGHT_GRADIENT(
            new Names(dnnl.dnnl_query_src_md, dnnl.DNNL_ARG_SRC),
            new Names(dnnl.dnnl_query_diff_weights_md, dnnl.DNNL_ARG_DIFF_WEIGHTS),
            new Names(dnnl.dnnl_query_diff_dst_md, dnnl.DNNL_ARG_DIFF_DST),
            dnnl.DNNL_ARG_DIFF_BIAS);

    /**
     * Of an array.
     *
     * @param query for its layout
     * @param argument of the primitive
     */
    record Names(int query, int argument) {}

    final Names input;
    final Names weights;
    final Names output;
    final int bias;

    Direction(Names input, Names weights, Names output, int bias) {
        this.input = input;
        this.weights = weights;
        this.output = output;
        this.bias = bias;
    }
}
