/** The course of a run: which units there are, in what order workers get them, and what happens when they are done. */
package io.foldwise.engine.study;
