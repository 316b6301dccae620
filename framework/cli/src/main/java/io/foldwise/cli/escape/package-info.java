/** Makes text harmless that others chose, before it reaches a terminal or a log. */
package io.foldwise.cli.escape;
