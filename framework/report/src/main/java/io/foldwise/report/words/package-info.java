/** Numbers, times and sizes as people read them. */
package io.foldwise.report.words;
