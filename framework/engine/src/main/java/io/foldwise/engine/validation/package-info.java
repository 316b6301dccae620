/** Folds frozen to disk, out-of-fold predictions gathered from them, and their scores beside the base rates. */
package io.foldwise.engine.validation;
