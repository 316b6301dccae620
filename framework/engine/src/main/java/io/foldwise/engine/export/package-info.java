/** A finished run in one file: all that it takes to predict, and no training data. */
package io.foldwise.engine.export;
