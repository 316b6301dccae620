/** Runs beside each other: what they differ in, which is better and by how much, and on which samples. */
package io.foldwise.report.compare;
