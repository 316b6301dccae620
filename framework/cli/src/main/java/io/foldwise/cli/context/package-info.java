/** What all commands rely on: where they write, the engine with its plugins, and how the program ends. */
package io.foldwise.cli.context;
