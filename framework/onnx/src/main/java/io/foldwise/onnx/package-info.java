/**
 * Networks as <a href="https://onnx.ai">ONNX</a> models, which other runtimes predict with: what a layer writes, and the walk over a
 * network.
 */
package io.foldwise.onnx;
