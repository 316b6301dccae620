/** Fits what changes predictions after training to out-of-fold predictions, and scores it on others than it was fitted to. */
package io.foldwise.engine.postprocessing;
