/**
 * Trained networks in files. An archive may come from a stranger, so this package checks what it reads before
 * Deeplearning4j sees it. It knows nothing of runs.
 */
package io.foldwise.engine.archive;
