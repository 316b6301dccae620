/**
 * The plugin guide's worked example: a table of numbers, a multilayer perceptron that learns from it, a loss,
 * and a submission of one probability per label. A second modality beside text, which nothing in the engine knows of.
 */
package io.foldwise.plugin.example;
