/**
 * Records of PhysioNet's WFDB form (https://physionet.org/physiotools/wag/header-5.htm): a header in a text file, and the numbers
 * in others.
 */
package io.foldwise.plugin.signal.wfdb;
