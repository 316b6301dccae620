/** Electrocardiograms in files of MATLAB, as the contest AIWIN 2021 gives them. */
package io.foldwise.plugin.signal.matlab;
