/** The same linear map at every step. */
package io.foldwise.layers.dense;
