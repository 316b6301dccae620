/**
 * Shows a run while it goes on: on a terminal a live board, elsewhere plain lines. Knows what happened from
 * {@link io.foldwise.engine.execution.RunEvent}s alone.
 */
package io.foldwise.cli.board;
