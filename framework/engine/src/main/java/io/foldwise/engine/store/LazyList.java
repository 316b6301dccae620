package io.foldwise.engine.store;

import java.util.AbstractList;
import java.util.Objects;
import java.util.function.IntFunction;

/** A list whose elements are made each time they are asked for. */
public final class LazyList<E> extends AbstractList<E> {

    private final int size;
    private final IntFunction<E> element;

    public LazyList(int size, IntFunction<E> element) {
        this.size = size;
        this.element = element;
    }

    @Override
    public E get(int index) {
        return element.apply(Objects.checkIndex(index, size));
    }

    @Override
    public int size() {
        return size;
    }
}
