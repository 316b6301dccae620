/** Earlier runs that a run builds on: their weights, their predictions as labels, and that they have learned nothing it holds out. */
package io.foldwise.engine.earlier;
