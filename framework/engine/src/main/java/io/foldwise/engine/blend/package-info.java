/** Finished runs that predict together. */
package io.foldwise.engine.blend;
