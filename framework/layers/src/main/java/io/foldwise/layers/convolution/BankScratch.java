package io.foldwise.layers.convolution;

import io.foldwise.layers.cpu.HeapRows;
import io.foldwise.layers.cpu.HeapScratch;
import io.foldwise.layers.cpu.MemoryScratch;

/**
 * Memory that the filters of all widths use one after another, none of them keeping anything in it: what is used again
 * while it is in the processor's cache need not come from memory, which all cores share.
 */
final class BankScratch {

    /** Responses of filters, where BLAS writes them. */
    final MemoryScratch products = new MemoryScratch();

    /** Responses of filters on the heap, or derivatives by them, {@code [...][filters]} */
    final HeapRows responses;

    /** Responses to the windows of one sample, {@code [windows][filters]} */
    final HeapRows ofSample;

    /** Weights, or derivatives by them, {@code [filters * width][channels]} */
    final HeapRows byFilter;

    /** The packed sequences, {@code [rows][channels]} */
    final HeapRows steps;

    /** Weights, or derivatives by them, as they are stored. */
    final HeapScratch stored = new HeapScratch();

    BankScratch(int channels, int filters) {
        responses = new HeapRows(filters);
        ofSample = new HeapRows(filters);
        byFilter = new HeapRows(channels);
        steps = new HeapRows(channels);
    }
}
