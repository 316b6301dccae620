/** One class for every command: its options, and what it has the rest do. */
package io.foldwise.cli.command;
