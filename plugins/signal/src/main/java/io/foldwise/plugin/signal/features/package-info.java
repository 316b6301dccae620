/** What cardiologists measure in electrocardiograms: beats, their rhythm and their shape; and a linear model of it. */
package io.foldwise.plugin.signal.features;
