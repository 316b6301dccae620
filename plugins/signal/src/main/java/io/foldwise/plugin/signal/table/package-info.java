/** Signals in arrays of numpy, or in CSV files of one record each. */
package io.foldwise.plugin.signal.table;
