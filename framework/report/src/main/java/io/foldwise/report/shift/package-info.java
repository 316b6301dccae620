/** How far training and test samples differ. */
package io.foldwise.report.shift;
