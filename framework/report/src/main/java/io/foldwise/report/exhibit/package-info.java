/** What samples look like, kept in the run folder, so that whoever writes a page needs no data. */
package io.foldwise.report.exhibit;
