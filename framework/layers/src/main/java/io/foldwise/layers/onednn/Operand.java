package io.foldwise.layers.onednn;

import java.util.Optional;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Pointer;

/** An array that a primitive reads or writes: where it wants another layout than ours, by way of a copy. */
final class Operand implements AutoCloseable {

    private final NativeMemory ours;
    private final Optional<NativeMemory> theirs;
    private final Optional<Primitive> copy;

    private Operand(NativeMemory ours, Optional<NativeMemory> theirs, Optional<Primitive> copy) {
        this.ours = ours;
        this.theirs = theirs;
        this.copy = copy;
    }

    static Operand read(dnnl_memory_desc_t ours, dnnl_memory_desc_t theirs) {
        return of(ours, theirs, true);
    }

    static Operand written(dnnl_memory_desc_t ours, dnnl_memory_desc_t theirs) {
        return of(ours, theirs, false);
    }

    private static Operand of(dnnl_memory_desc_t ours, dnnl_memory_desc_t theirs, boolean read) {
        NativeMemory outer = new NativeMemory(ours);
        if (dnnl.dnnl_memory_desc_equal(ours, theirs) != 0) {
            return new Operand(outer, Optional.empty(), Optional.empty());
        }
        NativeMemory inner = new NativeMemory(theirs);
        Primitive copy = read ? Primitive.copy(ours, outer, theirs, inner) : Primitive.copy(theirs, inner, ours, outer);
        return new Operand(outer, Optional.of(inner), Optional.of(copy));
    }

    /** What the primitive works on. */
    NativeMemory memory() {
        return theirs.orElse(ours);
    }

    boolean copied() {
        return copy.isPresent();
    }

    /** Whether both are copied, to the same layout. */
    boolean copiedLike(Operand other) {
        return copied() && other.copied() && memory().sameLayout(other.memory());
    }

    /** Floats of scratch memory for the copy. */
    long scratch() {
        return theirs.map(NativeMemory::floats).orElse(0L);
    }

    /** @param scratch where the copy goes, if there is one */
    void at(Pointer array, Pointer scratch) {
        ours.at(array);
        theirs.ifPresent(memory -> memory.at(scratch));
    }

    /** Copies what the primitive is to read, or what it has written, if there is need to. */
    void copy() {
        copy.ifPresent(Primitive::execute);
    }

    @Override
    public void close() {
        copy.ifPresent(Primitive::close);
        theirs.ifPresent(NativeMemory::close);
        ours.close();
    }
}
