/** Filters and resampling of evenly sampled signals, {@code [time, channels]}. Knows nothing of where they come from. */
package io.foldwise.plugin.signal.filter;
