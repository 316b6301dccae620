/** The experiment as a whole: the root record of an experiment file and its settings, checked and complete. */
package io.foldwise.engine.experiment;
