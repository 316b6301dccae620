/** How signals go through a network to be predicted. Batches are {@code [batch, time, channels]}. */
package io.foldwise.plugin.signal.inference;
