/**
 * A run on disk: plain files, each written whole (a temporary file, then an atomic rename), so that a run killed at any
 * moment can be resumed. Knows where things are and whether they are intact, not what they mean.
 */
package io.foldwise.engine.store;
