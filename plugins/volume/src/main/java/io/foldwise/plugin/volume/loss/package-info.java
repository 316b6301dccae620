/** Losses of boxes. */
package io.foldwise.plugin.volume.loss;
