/** Metrics of multi-label predictions. */
package io.foldwise.plugin.standard.metric;
