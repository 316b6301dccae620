/** From a network's answers to predictions: how samples go through a network, and what is done with predictions afterwards. */
package io.foldwise.spi.prediction;
