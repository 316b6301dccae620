/** What tables of predictions say: rankings, calibration, intervals. Knows no run and no page. */
package io.foldwise.report.statistics;
