/** Which runs there are, and what their folders tell of them without training data or plugins. */
package io.foldwise.report.runs;
