/** Networks of Deeplearning4j, ready to train: a model between its input and an output layer with the experiment's loss. */
package io.foldwise.engine.network;
