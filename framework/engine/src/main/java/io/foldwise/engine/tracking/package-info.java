/** Hands what happens in a run to its tracker, on a thread of its own. */
package io.foldwise.engine.tracking;
