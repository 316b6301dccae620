/**
 * Convolutions by oneDNN itself, on the arrays' own memory. Needs the natives of oneDNN, which are not there on every
 * platform: {@link io.foldwise.layers.onednn.OneDnn#available} says whether they are, and nothing else here may be touched
 * where they are not. Knows convolutions by their numbers, and no layer.
 */
package io.foldwise.layers.onednn;
