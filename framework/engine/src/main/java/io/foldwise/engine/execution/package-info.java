/**
 * Runs units. A unit is a pure function of configuration, split, data and seed: it gives the same bytes whether a worker
 * process or this one runs it, and in whatever order. Workers are processes, so that one that is killed costs one unit.
 */
package io.foldwise.engine.execution;
