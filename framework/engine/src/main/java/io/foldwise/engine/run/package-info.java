/** An open run: its data and folds, its trials, and the fitting of one of its units, a fold of a trial. */
package io.foldwise.engine.run;
