/** Metrics of labels, of classes and of quantities; each refuses heads that it would misunderstand. */
package io.foldwise.plugin.standard.metric;
