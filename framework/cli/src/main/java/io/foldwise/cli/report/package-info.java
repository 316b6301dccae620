/** What commands print on standard output: tables for people, JSON for machines. */
package io.foldwise.cli.report;
