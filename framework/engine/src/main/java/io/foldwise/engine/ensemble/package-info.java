/** Weighs fitted folds and averages what they predict. */
package io.foldwise.engine.ensemble;
