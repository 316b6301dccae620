/** Layers that read a sequence step by step. */
package io.foldwise.layers.recurrent;
