package io.foldwise.layers.onednn;

import java.util.Map;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;

/** Code of oneDNN's for one job on arrays of one shape, bound to descriptions of these arrays. */
final class Primitive implements AutoCloseable {

    private final dnnl_primitive handle = new dnnl_primitive();
    private final dnnl_exec_arg_t arguments;
    private final int count;

    /** @param arrays by oneDNN's number of the argument; they remain the caller's to close */
    Primitive(dnnl_primitive_desc description, Map<Integer, NativeMemory> arrays) {
        OneDnn.check(dnnl.dnnl_primitive_create(handle, description), "make a primitive");
        count = arrays.size();
        arguments = new dnnl_exec_arg_t(count).retainReference(); // outlives the scope that it is made in
        arrays.forEach((number, array) -> {
            arguments.arg(number).memory(array.handle());
            arguments.position(arguments.position() + 1);
        });
        arguments.position(0);
    }

    /** Copies an array to one of another layout. */
    static Primitive copy(dnnl_memory_desc_t from, NativeMemory source, dnnl_memory_desc_t to, NativeMemory target) {
        return rearranging(from, source, to, target, null);
    }

    /** Adds an array to one of another layout. */
    static Primitive add(dnnl_memory_desc_t from, NativeMemory source, dnnl_memory_desc_t to, NativeMemory target) {
        dnnl_primitive_attr attributes = new dnnl_primitive_attr();
        dnnl_post_ops sum = new dnnl_post_ops();
        OneDnn.check(dnnl.dnnl_primitive_attr_create(attributes), "add an array");
        OneDnn.check(dnnl.dnnl_post_ops_create(sum), "add an array");
        try {
            OneDnn.check(dnnl.dnnl_post_ops_append_sum(sum, 1), "add an array");
            OneDnn.check(dnnl.dnnl_primitive_attr_set_post_ops(attributes, sum), "add an array");
            return rearranging(from, source, to, target, attributes);
        } finally {
            dnnl.dnnl_post_ops_destroy(sum);
            dnnl.dnnl_primitive_attr_destroy(attributes);
        }
    }

    /** @param attributes null, oneDNN's word, for none */
    private static Primitive rearranging(
            dnnl_memory_desc_t from,
            NativeMemory source,
            dnnl_memory_desc_t to,
            NativeMemory target,
            dnnl_primitive_attr attributes) {
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        dnnl_engine engine = OneDnn.Processor.ENGINE;
        OneDnn.check(
                dnnl.dnnl_reorder_primitive_desc_create(description, from, engine, to, engine, attributes),
                "rearrange an array");
        try {
            return new Primitive(description, Map.of(dnnl.DNNL_ARG_FROM, source, dnnl.DNNL_ARG_TO, target));
        } finally {
            dnnl.dnnl_primitive_desc_destroy(description);
        }
    }

    void execute() {
        OneDnn.check(dnnl.dnnl_primitive_execute(handle, OneDnn.Processor.STREAM, count, arguments), "run a primitive");
    }

    @Override
    public void close() {
        dnnl.dnnl_primitive_destroy(handle);
        arguments.deallocate();
    }
}
