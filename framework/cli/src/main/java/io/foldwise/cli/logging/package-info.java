/** What libraries log: into a file, never onto the user's terminal. */
package io.foldwise.cli.logging;
