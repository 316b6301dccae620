/** A run from its folder's creation to the submission: which units there are, what they give together, what comes out. */
package io.foldwise.engine.study;
