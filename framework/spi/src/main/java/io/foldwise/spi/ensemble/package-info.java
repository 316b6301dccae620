/** From the predictions of many folds to one submission. */
package io.foldwise.spi.ensemble;
