/** From run folders to pages, tables and comparisons. Reads what the engine wrote, and no data. */
package io.foldwise.report;
