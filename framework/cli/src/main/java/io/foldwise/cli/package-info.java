/**
 * The command line: reads what the user wants, has the engine do it, and shows what happens and what came out. The only
 * module that prints. Knows the engine, and no plugin.
 */
package io.foldwise.cli;
