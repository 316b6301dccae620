/** The contest's report files: the format, the reader {@code ct-report} and the dataset that every report reader gives. */
package io.foldwise.plugin.text.report;
