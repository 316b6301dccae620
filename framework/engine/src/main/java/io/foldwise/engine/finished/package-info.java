/** What finished runs predicted, for components that build upon them. Knows the files of a run and not its experiment. */
package io.foldwise.engine.finished;
