/** Trackers: files for TensorBoard, and an MLflow server. */
package io.foldwise.plugin.standard.tracking;
