/** Whether a run that was trained again gave the same, and why it may not have. */
package io.foldwise.report.reproduce;
