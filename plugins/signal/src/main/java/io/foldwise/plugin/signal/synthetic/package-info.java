/** Electrocardiograms that are drawn: for tests, and for experiments without a download. */
package io.foldwise.plugin.signal.synthetic;
