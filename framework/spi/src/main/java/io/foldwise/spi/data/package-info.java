/**
 * Data as the engine sees it: samples with an id, targets and a group, whose features are loaded when a batch needs them.
 * A reader gives them; what features and targets <em>mean</em> stays between reader, model, loss, metric and submission.
 */
package io.foldwise.spi.data;
