/**
 * A linear model of reports, fitted without a network, and what it tells of the difference between two sets of them. Reads
 * any dataset whose input is a sequence of tokens.
 */
package io.foldwise.plugin.text.linear;
