package io.foldwise.layers.onednn;

import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Pointer;

/** An array as oneDNN sees it: a layout, and an address that is said before every use. */
final class NativeMemory implements AutoCloseable {

    /** Floats of a cache line; scratch memory is parted at their borders. */
    static final int LINE = 16;

    private final dnnl_memory handle = new dnnl_memory();
    private final long size;

    NativeMemory(dnnl_memory_desc_t layout) {
        OneDnn.check(dnnl.dnnl_memory_create(handle, layout, OneDnn.Processor.ENGINE, null), "describe an array");
        size = dnnl.dnnl_memory_desc_get_size(layout);
    }

    void at(Pointer address) {
        OneDnn.check(dnnl.dnnl_memory_set_data_handle(handle, address), "take an array");
    }

    /** Bytes of the array. */
    long size() {
        return size;
    }

    /** Floats of scratch memory that it takes. */
    long floats() {
        return (size / Float.BYTES + LINE - 1) / LINE * LINE;
    }

    boolean sameLayout(NativeMemory other) {
        return dnnl.dnnl_memory_desc_equal(layout(), other.layout()) != 0;
    }

    dnnl_memory_desc_t layout() {
        dnnl_memory_desc_t layout = new dnnl_memory_desc_t(null);
        OneDnn.check(dnnl.dnnl_memory_get_memory_desc(handle, layout), "tell a layout");
        return layout;
    }

    dnnl_memory handle() {
        return handle;
    }

    @Override
    public void close() {
        dnnl.dnnl_memory_destroy(handle);
    }
}
