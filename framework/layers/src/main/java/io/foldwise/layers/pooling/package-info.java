/** From a sequence to one vector. */
package io.foldwise.layers.pooling;
