/**
 * Weights that training starts from, and weights that it leaves alone: reads named arrays of files that others wrote,
 * matches them to a network's parameters, and freezes layers. A file may come from a stranger, so nothing in it is believed
 * before it has been compared with the file's length, and memory is taken only for arrays that the network has a place for.
 * Knows nothing of folds and runs.
 */
package io.foldwise.engine.weights;
