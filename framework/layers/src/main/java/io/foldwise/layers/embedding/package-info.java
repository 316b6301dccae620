/** From token ids to vectors. */
package io.foldwise.layers.embedding;
