/** What plugins offer, for the user: lists, parameter tables, example blocks, all read from the components' records. */
package io.foldwise.cli.catalog;
