/** A run as a page, block by block; each block is there where the run has what it shows. */
package io.foldwise.report.page;
