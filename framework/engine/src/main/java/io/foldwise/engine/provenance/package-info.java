/**
 * What a run was made with: the commit and what is not committed yet, the program's parts and their checksums, Java, libraries and
 * processor. Knows nothing of experiments.
 */
package io.foldwise.engine.provenance;
