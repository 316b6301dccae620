/** The code that a run was made with: its commit and what is not committed yet. Knows git, and nothing of experiments. */
package io.foldwise.engine.provenance;
